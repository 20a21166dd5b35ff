package kz.bilik.web;

import kz.bilik.support.ProcedureOnPostgres;

@ProcedureOnPostgres
class SentTwiceTest extends SentAgain {}
