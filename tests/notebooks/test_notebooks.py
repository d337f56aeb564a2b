"""The notebooks run from top to bottom in an empty folder, and are kept without outputs, places of one machine and leftover metadata."""

import re
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ABSOLUTE = re.compile(r"(?<![\w.:/<])/(?:home|Users|root|tmp|mnt|media|opt|srv|usr|var|work|workspace|content)/|\b[A-Za-z]:\\+\w|file:/")
METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
OF_OTHERS = "IProgress not found"  # tqdm, which Mesa imports, where ipywidgets is missing: no bar of it is ever shown
LIMIT = 240  # seconds: with cold caches the kernels are compiled and the population is built first

each = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


def read(file: Path) -> nbformat.NotebookNode:
    return nbformat.read(file, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook: nbformat.NotebookNode) -> list:
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def own_kernel() -> AsyncKernelManager:
    """The kernel of this interpreter, whatever kernels the machine knows under the name python3."""
    return AsyncKernelManager(kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> dict[Path, nbformat.NotebookNode]:
    """Every notebook after a run in an empty folder, with this checkout to import from; errors stay in the outputs."""
    done = {}
    with pytest.MonkeyPatch.context() as patch:
        folder = str(tmp_path_factory.mktemp("kernel"))
        for name, value in {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "IPYTHONDIR": folder, "JUPYTER_RUNTIME_DIR": folder}.items():
            patch.setenv(name, value)
        patch.delenv("MPLBACKEND", raising=False)  # a backend of the tests would hide the charts
        for file in NOTEBOOKS:
            place = {"metadata": {"path": str(tmp_path_factory.mktemp(file.stem))}}
            done[file] = NotebookClient(read(file), km=own_kernel(), timeout=LIMIT, allow_errors=True, resources=place).execute()
    return done


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_the_kernel_is_this_interpreter():
    assert own_kernel().format_kernel_cmd()[0] == sys.executable


@each
@pytest.mark.timeout(LIMIT)
def test_every_cell_runs(file, executed):
    failed = [f"{output.ename}: {output.evalue}" for output in outputs(executed[file]) if output.output_type == "error"]
    assert failed == []
    assert all(cell.execution_count for cell in code_cells(executed[file]))


@each
@pytest.mark.timeout(LIMIT)
def test_nothing_warns(file, executed):
    told = [output.text for output in outputs(executed[file]) if output.output_type == "stream" and output.name == "stderr"]
    assert [text for text in told if OF_OTHERS not in text] == []


@each
@pytest.mark.timeout(LIMIT)
def test_tables_have_rows_and_a_chart_is_drawn(file, executed):
    shown = {cell.id: [output.data for output in cell.outputs if "data" in output] for cell in code_cells(executed[file])}
    tables = {name: data["text/html"] for name, found in shown.items() for data in found if "text/html" in data}
    assert "headline" in tables
    assert [name for name, html in tables.items() if not re.search(r"<td>\s*[^<\s]", html)] == []
    assert any("image/png" in data for found in shown.values() for data in found)


@each
def test_kept_without_outputs(file):
    notebook = read(file)
    nbformat.validate(notebook)
    assert [cell.id for cell in code_cells(notebook) if cell.outputs or cell.execution_count is not None] == []


@each
def test_kept_without_leftover_metadata(file):
    notebook = read(file)
    assert [cell.id for cell in notebook.cells if cell.metadata] == []
    assert notebook.metadata == METADATA


@each
def test_kept_without_absolute_paths(file):
    assert [found.group() for cell in read(file).cells for found in ABSOLUTE.finditer(cell.source)] == []


@each
def test_begins_with_its_question_in_both_languages(file):
    first = read(file).cells[0].source
    assert file.stem.replace("_", " ") in first.lower().replace("-", "")
    assert re.search("[\u4e00-\u9fff]", first)


def test_the_search_for_absolute_paths_finds_them():
    wrong = ['open("/home/me/x.csv")', r'Path("C:\\Users\\me")', 'load("file:///x")', "cd /tmp/x"]
    right = ['results.save("out/rollout")', "https://example.org/home/x", "中文 / English", "anchored/floating"]
    assert [bool(ABSOLUTE.search(text)) for text in wrong + right] == [True] * len(wrong) + [False] * len(right)
