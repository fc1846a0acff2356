"""From files to a report: discovery, the rules that are selected, suppressions, fingerprints, plug-ins."""
