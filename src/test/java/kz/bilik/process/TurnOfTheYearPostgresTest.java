package kz.bilik.process;

import kz.bilik.support.ProcedureOnPostgres;

@ProcedureOnPostgres
class TurnOfTheYearPostgresTest extends TurnOfTheYear {}
