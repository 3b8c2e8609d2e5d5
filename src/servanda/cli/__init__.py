"""The command line: words in, words out; everything is done through :mod:`servanda.api`."""
