"""Given names that news often has: a sign that a name of two or three words is a person's."""

from __future__ import annotations

__all__ = ["GIVEN_NAMES"]

_GIVEN_NAMES = """
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto aleksandr aleksei
    alessandro alex alexander alexei alexey alexis alfred ali alice alicia alison allen amanda amir amit
    amy ana andrea andreas andrei andrew andrey andy angela anita ann anna anne annette anthony antoine
    anton antonio arnold arthur arvind ashley ayman barbara barry beatrice ben benjamin bernard beth
    bill björn bob boris bradley brandon brenda brian bruce bruno carl carla carlos carol caroline
    catherine cecilia chad charles charlotte chen chloe chris christian christina christine christoph
    christopher claire claude claudia colin craig cynthia dan daniel daniela daria david deborah denis
    dennis diana diane diego dieter dmitri dmitry don donald dorothy doug douglas eduardo edward elaine
    elena eleanor elizabeth ellen elon emily emma emmanuel eric erik ernst eugene eva evan evgeny fatima
    felix fernando fiona francesca francesco francis francisco frank franz fred frederick friedrich
    gabriel gareth gary geoffrey george gerald gerard gina giorgio giovanni giulia glenn gordon grace
    graham grant greg gregory guillaume gunnar hannah hans harold harry hassan heather heinrich helen
    helena helmut henri henry herbert hiroshi howard hugo hussein ian ibrahim igor ilya ines ingrid
    irina isabel ivan jack jacob jacques james jamie jan jane janet jason javier jean jeanne jeff
    jeffrey jennifer jens jeremy jerome jessica jim joan joanna joe joel johan johannes john jon
    jonathan jorge jose joseph josh joshua joão juan judith julia julian julie julien jun jürgen karen
    karin karl katarina kate katherine kathryn katja keith ken kenji kenneth kevin khalid kim konstantin
    kumar kurt kyle lara lars laura lauren laurent lawrence lee leo leon leonid leonard leslie li linda
    lindsey lisa lloyd lorenzo louis louise luca lucas lucia luis luke lynn magnus malcolm manuel marc
    marco marcus margaret maria marie marina mario marion mark markus marta martha martin mary matt
    matteo matthew matthias maurice max maxim maya megan mehdi melissa michael michel michelle miguel
    mike mikhail milan mohamed mohammad mohammed monica muhammad murray mustafa nadia nancy naomi
    natalia natalie natasha nathan neil nicholas nicolas nicole nigel nikhil nikita nikolai nils nina
    noah nora norman olaf oleg olga oliver olivia olivier omar oscar otto pablo pamela paolo patricia
    patrick paul paula pavel pedro peter phil philip philippe pierre priya rachel rafael rahul raj
    rajesh ralph ramesh randall ravi raymond rebecca renee ricardo richard rick rita robert roberto
    robin roger roland roman ron ronald rosa rose ross roy ruben russell ruth ryan sabine said saeed
    salman sam samantha samuel sandra sanjay sara sarah scott sean sebastian serge sergei sergey sergio
    shannon sharon sheila simon simone sofia sophia sophie stanislav stefan stephanie stephen steve
    steven stuart sunil susan suresh susanne svetlana sven sylvia tamara tariq tatiana ted teresa terry
    theodore theresa thierry thomas tim timothy tina todd tom tomas tony tracy trevor ulrich ursula
    vadim valentina valeria vera veronica victor victoria viktor vincent vikram vitaly vladimir walter
    wang wayne wei wendy werner wilbur wilhelm will william wolfgang xavier yana yasmin yuki yuri yusuf
    yves zachary zhang zoe
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())
