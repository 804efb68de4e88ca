import GRDB
import Logging
import Signing
import Yams
