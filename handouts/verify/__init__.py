"""Is a finished PDF what it claims to be? Both profiles, the checks that no validator does, and its text.

``verify`` looks at bytes alone and knows nothing of how they were made.
"""

from handouts.verify.beside import Verified, tag_tree_of, verify_file
from handouts.verify.checks import CHECKS
from handouts.verify.many import pdfs_in, verify_files
from handouts.verify.tags import tag_tree
from handouts.verify.verify import verify

__all__ = ["CHECKS", "Verified", "pdfs_in", "tag_tree", "tag_tree_of", "verify", "verify_file", "verify_files"]
