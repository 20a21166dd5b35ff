package kz.bilik.overview;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class OverviewH2Test extends Overview {}
