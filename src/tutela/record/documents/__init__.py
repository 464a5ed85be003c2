"""Files by the address of their content: quarantine, versions, redactions."""
