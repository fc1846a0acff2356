"""The language server: what `privlint check` says of a policy, in the editor while it is written."""
