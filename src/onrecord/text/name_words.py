"""Ordinary English words that tell a name from its surroundings: titles, kinds of bodies, kinds of places, speech verbs.

Only categories stand here ("director", "university", "street"), never the name of a person, body or place. Everything is in
lower case and without its full stop.
"""

from __future__ import annotations

HONORIFICS_TEXT = """
mr mrs ms miss mx dr prof professor sir dame lord lady madam rev reverend fr father sister brother rabbi imam pastor bishop
archbishop cardinal pope king queen prince princess sheikh sheik hon judge justice magistrate
"""
HONORIFICS = frozenset(HONORIFICS_TEXT.split())

# Those that are said of men alone, and of women alone.
MALE_HONORIFICS = frozenset(("mr", "sir", "lord", "father", "brother", "king", "prince"))
FEMALE_HONORIFICS = frozenset(("mrs", "ms", "miss", "dame", "lady", "madam", "sister", "queen", "princess"))

# Ordinary words that are given names as well, where another name follows them.
GIVEN_WORDS = frozenset(("bill", "will", "april", "may", "june", "august", "christian", "summer", "autumn", "eve"))

RANKS_TEXT = """
gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal pvt private adm admiral cmdr commander
brig brigadier commodore marshal
"""
RANKS = frozenset(RANKS_TEXT.split())

# The last word of a title: what a person is.
OFFICE_NOUNS_TEXT = """
president secretary senator sen sens representative rep reps congressman congresswoman governor gov mayor director commissioner
chairman chairwoman chairperson chair administrator minister premier chancellor ambassador amb sheriff superintendent supt
inspector insp detective det officer agent attorney atty solicitor prosecutor speaker leader whip commander marshal clerk
treasurer comptroller controller auditor councilman councilwoman councilmember alderman assemblyman assemblywoman delegate
lawmaker legislator deputy head chief spokesman spokeswoman spokesperson manager editor reporter correspondent columnist
ceo founder cofounder co-founder owner partner counsel lawyer adviser advisor aide strategist consultant analyst economist
professor doctor coach candidate nominee executive coordinator supervisor warden principal dean provost curator trustee
registrar coroner ombudsman envoy emissary undersecretary sec pres chief-of-staff host anchor author activist organizer
advocate pollster donor
"""
OFFICE_NOUNS = frozenset(OFFICE_NOUNS_TEXT.split())

# Offices that somebody holds, one at a time or with dates; only these are worth a check against dates.
HELD_OFFICES_TEXT = """
president secretary senator sen representative rep congressman congresswoman governor gov mayor director commissioner chairman
chairwoman chair administrator minister premier chancellor ambassador sheriff superintendent speaker undersecretary head chief
treasurer comptroller
"""
HELD_OFFICES = frozenset(HELD_OFFICES_TEXT.split())

# Words before an office noun that belong to the title.
OFFICE_MODIFIERS_TEXT = """
acting interim assistant deputy associate executive senior vice principal chief press general national regional field office
district prime foreign attorney co majority minority managing special first second campaign program policy legal medical
communications public affairs inspector resident patrol state city county police fire district supervisory
"""
OFFICE_MODIFIERS = frozenset(OFFICE_MODIFIERS_TEXT.split())

TIME_MODIFIERS_TEXT = "acting interim former then ex now current late incoming outgoing retired onetime longtime sitting"
TIME_MODIFIERS = frozenset(TIME_MODIFIERS_TEXT.split())

# People who are told of but not named.
UNNAMED_NOUNS_TEXT = """
official officials executive executives agent agents officer officers aide aides adviser advisers advisor advisors spokesman
spokesmen spokeswoman spokesperson spokespeople representative representatives source sources employee employees staffer
staffers supervisor supervisors manager managers insider insiders higher-up higher-ups lawmaker lawmakers prosecutor prosecutors
deputy deputies investigator investigators director directors lawyer lawyers attorney attorneys analyst analysts operative
operatives strategist strategists diplomat diplomats administrator administrators chief chiefs
"""
UNNAMED_NOUNS = frozenset(UNNAMED_NOUNS_TEXT.split())

# The word that makes a run of capitalised words a body and not a person.
BODY_WORDS_TEXT = """
department agency bureau office committee commission council university school college institute institution association union
party court congress senate parliament assembly administration service services corps company corp corporation inc llc llp ltd
bank group foundation fund center centre hospital church mosque temple police force board authority ministry news times post
press journal tribune herald gazette chronicle magazine network radio television institute enforcement operations division
directorate command guard army navy patrol federation league society coalition alliance organization organisation project
initiative campaign caucus chamber embassy consulate clinic lawyers firm associates partners team club museum library academy
house treasury pentagon kremlin cabinet government industries systems technologies partnership trust security customs
investigations affairs observer examiner dispatch inquirer globe register sentinel bulletin weekly daily story today
"""
BODY_WORDS = frozenset(BODY_WORDS_TEXT.split())

# Words that make a run of capitalised words neither a person nor a body: laws, plans, events, streets, peoples.
THING_WORDS_TEXT = """
act law amendment constitution order proclamation treaty agreement accord resolution bill code section title article chapter
program policy plan operation war battle revolution crisis attack day night week month year eve festival conference summit
convention debate primary caucuses election report review survey poll study index award prize medal cup bowl series season game
book film movie show song album street avenue road boulevard drive lane highway bridge tunnel airport station park square plaza
tower building hall hotel resort casino stadium arena county city town village township borough parish province state states
republic kingdom territory district island islands lake river creek bay beach coast ocean sea gulf valley canyon mountain
mountains hills heights desert forest peninsula north south east west northern southern eastern western central white black red
blue green gold golden grand great new old upper lower middle american african asian european latino hispanic muslim christian
jewish catholic protestant republican republicans democrat democrats democratic conservative liberal libertarian independent
tuesday monday wednesday thursday friday saturday sunday january february march april may june july august september october
november december christmas easter thanksgiving spring summer autumn fall winter internet web twitter facebook google english
spanish french german russian chinese arabic iraqi syrian mexican canadian british god bible koran quran medicare medicaid
social super national international federal united first second third fourth fifth the a an of and for in on to world global
human rights freedom information immigrants immigration raids border nation nations people americans union supreme high
"""
THING_WORDS = frozenset(THING_WORDS_TEXT.split())

# First words of place names made of ordinary words or articles.
PLACE_OPENERS_TEXT = """
new san santa los las saint st ste fort mount port lake north south east west el la le rio cape puerto palm glen grand long
des
"""
PLACE_OPENERS = frozenset(PLACE_OPENERS_TEXT.split())

PARTICLES_TEXT = "de del della der van von den la le bin ibn al el da dos di du ter ten y bint abu"
PARTICLES = frozenset(PARTICLES_TEXT.split())

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"))

SPEECH_VERBS_TEXT = """
said says say told tells added adds wrote writes tweeted tweets argued argues asked asks claimed claims explained explains
noted notes stated states announced announces acknowledged admitted insisted insists continued replied responded warned warns
testified recalled declared suggested suggests believes believe thinks thought wants wanted joked quipped concluded confirmed
denied refused declined described criticized praised promised vowed pledged called calls met spoke speaks appeared resigned
endorsed
"""
SPEECH_VERBS = frozenset(SPEECH_VERBS_TEXT.split())

# Words that open a sentence with a capital and are no part of a name.
OPENERS_TEXT = """
a about above according after again against all along also although am amid among an and another any are as asked at away back
be because been before behind being below beneath beside besides between beyond both but by can could despite did do does
down due
during each earlier either even eventually ever every everyone everybody everything few finally following for former from
further furthermore get given had half has have having he hence her here hers him his how however i if in including indeed
inside instead into is it its itself just last late later least less let like many may maybe me meanwhile might mine more
moreover most much must my nearly neither never nevertheless next no nobody none nonetheless nor not nothing now of off often
on once one only onto or other others otherwise our ours out outside over overall own per perhaps please previously quite
rather really recently said same say says several shall she should since so some somebody someone something sometimes soon
still students such suddenly than that the their theirs them then there thereafter therefore these they this those though
three through throughout thus till to today together told tomorrow tonight too toward towards two under underneath unless
unlike until up upon us very via was we well were what whatever when whenever where whereas wherever whether which while who
whoever whole whom whose why will with within without would yes yesterday yet you your yours four five six seven eight nine
ten hundreds thousands millions dozens multiple officials authorities police people
"""
OPENERS = frozenset(OPENERS_TEXT.split())
