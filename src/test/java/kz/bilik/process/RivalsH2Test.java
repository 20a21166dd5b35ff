package kz.bilik.process;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class RivalsH2Test extends Rivals {}
