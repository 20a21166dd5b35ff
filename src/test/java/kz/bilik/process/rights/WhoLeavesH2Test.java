package kz.bilik.process.rights;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class WhoLeavesH2Test extends WhoLeaves {}
