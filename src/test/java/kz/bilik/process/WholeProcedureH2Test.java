package kz.bilik.process;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class WholeProcedureH2Test extends WholeProcedure {}
