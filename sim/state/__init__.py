"""The world without Mesa: tables of columns, clock, money, offers. Every column has one owner and is declared in columns.csv."""
