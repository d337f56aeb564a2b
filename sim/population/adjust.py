"""Every adjustment that moves a published figure to the rural population of January 2016, each with its source and range.

`f(x)` uses the central value of its coefficient, `f(x, at="low")` and `f(x, at="high")` the ends of its range.
Arguments and results are float64[12], one entry a county, shares between 0 and 1, unless the docstring says otherwise.
"""

import numpy as np

from sim.core.clock import month_index
from sim.population.adjustment import adjustment
from sim.population.population import START

CENSUS_2010, CENSUS_2020 = month_index(2010, 11), month_index(2020, 11)
ELAPSED = (START - CENSUS_2010) / (CENSUS_2020 - CENSUS_2010)
MU_PER_HECTARE, MU_PER_KM2 = 15.0, 1500.0


@adjustment(0.2, 0.0, 0.5, "share", "assumption", "CEN10-RUR, CEN20-RUR; note of DER-RURCH",
            "rural residents: geometric interpolation; this share of the fall 2010-2020 is reclassified places, taken off 2010",
            "农村常住人口:几何插值;2010-2020年降幅中该比例视为城乡划分变化,先从2010年扣除")
def residents(rural_2010, rural_2020, reclassified):
    """Rural residents in January 2016, persons."""
    same_places = rural_2010 - reclassified * (rural_2010 - rural_2020)
    return same_places ** (1 - ELAPSED) * rural_2020**ELAPSED


@adjustment(1.0, 0.96, 1.1, "ratio", "assumption", "CEN10-HHS, CEN20-HHSIZE; HH-SM-15 gives 3.18 by another definition",
            "resident household size: geometric interpolation of the whole-county means, times rural over county",
            "常住户规模:全县均值几何插值,乘以农村与全县之比")
def household_size(size_2010, size_2020, rural_ratio):
    """Mean resident members of a household with residents."""
    return size_2010 ** (1 - ELAPSED) * size_2020**ELAPSED * rural_ratio


@adjustment(3.43, 3.2, 4.1, "persons", "derived", "POV-SM-SHARE (105500 / 5.6 %); villages VC-TJ, VC-MY, VC-BF report 4.1 to 4.2",
            "hukou household size: this city mean, spread over counties like the household size of 2010",
            "户籍户规模:全市均值,按2010年各县户规模分布")
def hukou_size(size_2010, households, mean):
    """Mean registered members of a household."""
    return mean * size_2010 * households.sum() / (size_2010 * households).sum()


@adjustment(0.5, 0.0, 1.0, "share", "assumption", "CTY-RHH-YA, CEN10-RUR-YA, CEN20-RUR-YA; villages VC-MY (88 households), VC-BF (195)",
            "households of the two districts: rural residents times households per resident of Yong'an, this part by 2010, the rest by 2020",
            "两区户数:农村常住人口乘永安市户均比例,该比例按2010年,其余按2020年")
def district_households(rural_2010, rural_2020, yongan, by_2010):
    """Rural households by hukou of a district. `yongan` = (table households, rural 2010, rural 2020)."""
    table, y2010, y2020 = yongan
    return np.rint(by_2010 * rural_2010 * table / y2010 + (1 - by_2010) * rural_2020 * table / y2020)


@adjustment(1.0, 0.9, 1.1, "ratio", "found", "HH-SM-15 (1 % survey of 2015) over CEN20; range: sampling and definition",
            "age share carried back to 2016: times the city's 2015 over 2020 share",
            "年龄结构回推至2016年:乘以全市2015年与2020年比值")
def age_back(share_2020, city_2015, city_2020, ratio):
    """Age share of the whole county in January 2016 (two of sixty months after the survey)."""
    return share_2020 * ratio * (city_2015 + (city_2020 - city_2015) * 2 / 60) / city_2020


@adjustment(1.0, 0.9, 1.15, "ratio", "assumption", "CEN20-A60, CEN20-A65; births of 1951-55 against 1956-60 in national censuses (recalled)",
            "share of 60 to 64: that of 2020 times this ratio", "60-64岁占比:2020年值乘以该比")
def sixties_back(share_2020, ratio):
    """Share of 60 to 64 in January 2016, whole county."""
    return share_2020 * ratio


@adjustment(0.066, 0.04, 0.10, "share", "derived", "S129: rural 17.7 % against 13.5 % of all (2020 census, recalled); slope over the twelve counties 0.10",
            "share 65+: rural minus urban, for the urban part of the county", "65岁及以上占比:城乡差,按县内城镇比例移至农村")
def rural_old(share, urban, gap):
    """Share 65+ among rural residents."""
    return share + gap * urban


@adjustment(0.014, 0.007, 0.025, "share", "derived", "S129: rural 6.1 % against 5.2 % of all (2020 census, recalled)",
            "share 60-64: rural minus urban", "60-64岁占比:城乡差")
def rural_sixties(share, urban, gap):
    """Share of 60 to 64 among rural residents."""
    return share + gap * urban


@adjustment(0.01, -0.03, 0.04, "share", "assumption", "national 2020 census +0.02 (recalled); pupils who live in the county seat count against it",
            "share 0-14: rural minus urban", "0-14岁占比:城乡差")
def rural_children(share, urban, gap):
    """Share of 0 to 14 among rural residents."""
    return share + gap * urban


@adjustment(-0.20, -0.25, -0.12, "share per person", "derived", "CEN20-ONE; national censuses 2010 and 2020, 14.5 to 25.4 % while size fell by 0.48 (recalled)",
            "one-person households carried back with household size", "一人户占比随户规模回推")
def one_person(share_2020, size_change, slope):
    """One-person share of resident households."""
    return share_2020 + slope * size_change


@adjustment(0.0, -0.03, 0.05, "share", "assumption", "CEN20-ONE is whole county; lone elders and absent families raise it, larger rural households lower it",
            "one-person households: rural minus county", "一人户占比:农村与全县之差")
def rural_one_person(share, shift):
    """One-person share of rural resident households."""
    return share + shift


@adjustment(1.0, 0.98, 1.02, "ratio", "assumption", "CEN20-RUR; single villages counted as urban or rural",
            "rural residents of 2020: range for comparison with a simulated November 2020", "2020年农村常住人口:与模拟比较的范围")
def rural_residents_2020(rural_2020, ratio):
    """Rural residents of November 2020, persons."""
    return rural_2020 * ratio


@adjustment(-0.32, -0.40, -0.15, "share per person", "derived", "CEN20-GEN1; national censuses 2010 and 2020, 34.2 to 49.5 % (recalled)",
            "one-generation households carried back with household size", "一代户占比随户规模回推")
def one_generation(share_2020, size_change, slope):
    """One-generation share of resident households, whole county."""
    return share_2020 + slope * size_change


@adjustment(0.09, 0.03, 0.15, "share per person", "derived", "CEN20-GEN3; national censuses 2010 and 2020, 18.0 to 13.8 % (recalled)",
            "households of three and more generations carried back with household size", "三代及以上户占比随户规模回推")
def three_generations(share_2020, size_change, slope):
    """Share of households with three or more generations, whole county."""
    return share_2020 + slope * size_change


@adjustment(0.06, 0.03, 0.10, "share", "assumption", "CEN20-GEN3: eight rural counties 18.5 %, Meilie 11.9 %; one-generation share falls by two thirds of it",
            "three generations: rural minus urban", "三代户占比:城乡差")
def rural_generations(one, three, urban, gap):
    """(one-generation share, three-and-more share) of rural resident households."""
    return one - gap * 2 / 3 * urban, three + gap * urban


@adjustment(1.0, 0.9, 1.1, "ratio", "derived", "CEN20-H65 over CEN20-A65: elders per elder household kept",
            "households with a member of 65 and over move with the share 65+ and with household size", "有65岁以上老人户占比随老年占比与户规模变动")
def elder_households(share_2020, old_2020, old_rural, size_2020, size, ratio):
    """Share of rural resident households with a resident of 65 and over."""
    return share_2020 * old_rural / old_2020 * size / size_2020 * ratio


@adjustment(0.08, 0.0, 0.2, "ratio", "assumption", "no village data; remote villages emptied first",
            "residents per registered person: near third of villages above, far third below the county mean", "常住率:近者高于、远者低于全县均值")
def by_remoteness(third, spread):
    """Factor of residents by remoteness third (0 near, 1 middle, 2 far), any shape."""
    return 1.0 + spread * (1.0 - third)


@adjustment(-2.2, -3.0, -1.2, "years", "assumption", "CEN20-SCH: slope over the twelve counties -5; national rural gap about -2.5 (recalled)",
            "mean schooling of 15+: rural minus urban, and 0.4 years less in 2016", "15岁以上平均受教育年限:城乡差,2016年再减0.4年")
def schooling(years_2020, urban, gap):
    """Mean years of schooling of rural residents of 15 and over in January 2016."""
    return years_2020 + gap * urban - 0.4


@adjustment(1.3, 1.0, 1.6, "ratio", "assumption", "CEN20-ILL; national 4.9 % in 2010 to 3.3 % in 2020 of 15+ (recalled); rural 2.5 points above urban",
            "illiterate share of 15+: carried back and moved to rural", "15岁以上文盲率:回推并移至农村")
def illiteracy(share_2020, urban, back):
    """Illiterate share of rural residents of 15 and over in January 2016."""
    return (share_2020 + 0.025 * urban) * back


@adjustment(0.40, 0.25, 0.55, "ratio", "assumption", "CEN20-CAR; national rural cars per 100 households 2015 to 2020 (recalled, ratio 0.53), rural over county 0.75",
            "car owners: share of 2020 times this ratio", "汽车拥有率:2020年值乘以该比")
def cars(share_2020, ratio):
    """Share of households that own a car."""
    return share_2020 * ratio


@adjustment(1.0, 0.85, 1.0, "ratio", "assumption", "CTY-FARM, CTY-RHH (labelled 2021); Qingliu LAND-QL; districts: mean of Yong'an; VC-MY 6.3 mu",
            "farmland held by households of the cultivated land in use", "承包到户占在用耕地比例")
def farmland(hectares, households, held):
    """Contracted farmland per household, mu; counties without a figure take that of Yong'an (last row)."""
    mean = hectares * MU_PER_HECTARE / households * held
    return np.where(np.isnan(mean), mean[-1], mean)


@adjustment(0.45, 0.3, 0.7, "share", "assumption", "FOR-AREA: collective commercial forest 6.61 / 0.393 of 26.455 million mu; VC-MY, VC-BF are village totals",
            "household-held part of collective commercial forest", "集体商品林中农户经营比例")
def forest(hectares, km2, households, held):
    """Forest and bamboo held per household, mu; a county without a figure has the city's forest cover."""
    mu = np.where(np.isnan(hectares), 0.768 * km2 * MU_PER_KM2, hectares * MU_PER_HECTARE)
    return mu * (6.61 / 0.393 / 26.455) * held / households


@adjustment(2.0, 1.5, 3.0, "ratio", "assumption", "POV-SM-HH 36950 households; five provincial key counties; Youxi: YX-POOR 1857, base may be narrower, factor 0.7",
            "registered poor by county: key counties at this multiple of the others", "建档立卡户分县:重点县为其他县的倍数")
def registered_poor(total, households, key, youxi, multiple):
    """Registered poor households expected a county; `key` and `youxi` bool[12]."""
    rate = np.where(key, multiple, np.where(youxi, 0.7, 1.0)) * households
    return total * rate / rate.sum()
