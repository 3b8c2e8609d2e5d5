"""How the shipped language model is made. See README.md."""
