"""The report for the file: a page model made of a dossier, and the two forms that it takes, HTML and Markdown."""
