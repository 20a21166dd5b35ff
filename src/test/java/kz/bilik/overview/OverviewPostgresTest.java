package kz.bilik.overview;

import kz.bilik.support.ProcedureOnPostgres;

@ProcedureOnPostgres
class OverviewPostgresTest extends Overview {}
