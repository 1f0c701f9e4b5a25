"""English cues for the builtin rules; written for speech as much as for writing."""

import re
from typing import Final

_ADVERBS: Final = (
    r"(?:(?:also|then|first|finally|immediately|personally|quickly|carefully"
    r"|eventually"
    r"|just|even|actually|always|usually|often|really|simply|soon|later|already|decided"
    r"\s+to|started|began|was\s+able\s+to|managed\s+to|went\s+(?:ahead\s+)?and"
    r"|proactively|regularly|successfully|single-?handedly|manually|therefore)\s+)*"
)
_IRREGULAR: Final = (
    "built|rebuilt|wrote|rewrote|led|made|took|ran|set|found|gave|held|spoke|told|brought"
    "|drew|chose|cut|kept|met|put|sent|split|taught|went|read|began|bought|dealt|drove"
    "|sought|sold|spent|stood|redid|did(?!\\s*n[o'’]?t)|broke|shut|sat|learnt|paid|caught|hid"
    "|won|grew|threw|tied|stuck|swapped|got|understood|oversaw|undertook|came\\s+up"
)
_STATES: Final = (
    r"needed|wanted|liked|loved|enjoyed|believed|seemed|happened|hoped|preferred|feared"
    r"|worried|existed|deserved|mattered|failed|tired|scared|excited|interested|supposed"
    r"|used\s+to|lacked|struggled|realised|realized|expected|disliked|hated|looked\s+like"
    r"|freaked|panicked|assumed|wondered|agreed\s+to\s+disagree|bored|red|bed|need"
)
PAST_VERB: Final = re.compile(
    rf"\bI(?:['’](?:ve|d)|\s+have|\s+had)?\s+{_ADVERBS}"
    rf"(?!(?:{_STATES})\b)(?:[a-z-]{{2,}}ed|{_IRREGULAR})\b"
    rf"|\bI\s+(?:{_ADVERBS})(?:was\s+able|managed|decided|chose)\s+to\s+[a-z]{{2,}}"
    rf"|\bI\b[^.!?;]{{3,80}}?\b(?:and|then|,)\s+(?:then\s+|also\s+|finally\s+)?"
    rf"(?!(?:{_STATES})\b)(?:[a-z-]{{3,}}ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)
PLANNED: Final = re.compile(
    r"\bI(?:['’]d|['’]ll|\s+would|\s+will|\s+(?:am|'m)\s+going\s+to)\s+"
    r"(?:(?:first|then|also|start\s+by|begin\s+by|probably|always)\s+)*(?!be\b"
    r"|like\b|love\b"
    r"|not\b|never\b|have\b|say\b|think\b)[a-z]{2,}",
    re.IGNORECASE,
)
SITUATIONAL: Final = re.compile(
    r"\b(?:would\s+you|what\s+if|suppose|imagine|if\s+(?:you|a|the|your|an|two))\b",
    re.IGNORECASE,
)
SITUATION: Final = re.compile(
    r"""\b(?:when|while|launch|campaign|shift|as\s+a\s+new|on\s+(?:our|the)\s+line
      |started\s+in|at\s+the\s+time|during|last\s+(?:year|summer|month|semester
      |spring
      |winter|autumn|fall|quarter)|in\s+\d{4}|back\s+(?:then|when|in)|there\s+(?:was
        |were)
      |situation|context|internship|intern|in\s+my\s+(?:previous|last|first|second
        |third|final
      |current|old|senior|junior)|at\s+my\s+(?:previous|last|current|old|first|job
        |company)
      |our\s+(?:team|company|store|ward|department|class|client|group)|we\s+(?:were
        |had)
      |one\s+(?:day|time|of\s+our)|a\s+(?:few\s+)?(?:year|month|week)s?\s+ago
        |used\s+to
      |as\s+an?\s+(?:[a-z]+\s+){0,2}(?:intern|engineer|nurse|student|manager|teacher
        |clerk
      |designer|analyst|developer|assistant|lead|volunteer|member)|worked\s+(?:as|at
        |for|in)
      |university|college|project|i['’]?\s*a?m\s+an?\s)\b""",
    re.VERBOSE | re.IGNORECASE,
)
TASK: Final = re.compile(
    r"""\b(?:goals?|needed|different|weak|promised|stuck|only|too\s+(?:few|many|slow
      |late|long)|clash(?:ed
      |ing)?|defects?|wasn['’]?t|had\s+to|needed\s+to|need(?:ed)?\s+(?:a|an|more
      |the)|my\s+(?:role|job|task
      |responsibility|part)|responsible|in\s+charge|tasks?|deadlines?|challenges?
        |problems?
      |issues?|asked\s+(?:me|us|to)|supposed\s+to|targets?|objective|aim(?:ed)?
        |wanted\s+to
      |assigned|bugs?|outages?|incidents?|complain(?:t|ts|ed|ing)|disagree(?:d
        |ment)?|conflicts?
      |mistakes?|errors?|late|delay(?:ed|s)?|behind\s+schedule|slow(?:ed)?|fail(?:ed
        |ing|ures?)
      |broken?|missing|shortage|struggl(?:ed|ing)|weakness|lacked|gap|required
        |requirements?
      |cause|couldn['’]?t|difficult|overload(?:ed)?|objected|wrong)\b""",
    re.VERBOSE | re.IGNORECASE,
)
RESULT: Final = re.compile(
    r"""\b(?:results?|(?:days?|weeks?|months?)\s+later|worked\s+out|went\s+with
      |turned\s+out|hasn['’]?t\s+\w+\s+since|within\s+\w+\s+(?:days?|weeks?|months?)
      |I\s+now|now\s+(?:use
      |show|run|do)|took\s+(?:only\s+)?[\w.]+\s+(?:seconds?|minutes?|hours?|days?)
      |instead\s+of\s+(?:\d|ninety|[a-z]+ty)|sold\s+out|took\s+part|made\s+it\s+to
      |resulted|outcomes?|led\s+to|as\s+a\s+consequence|reduc(?:ed|tion|ing)
      |increas(?:ed|ing)|improv(?:ed|ement|ing)|sav(?:ed|ing)|in\s+the\s+end
        |eventually|finally
      |successful(?:ly)?|launched|shipped|won|learn(?:ed|t)|taught\s+me|achieved
        |which\s+meant
      |so\s+that|since\s+then|after\s+that|ever\s+since|delivered|finished|completed
        |on\s+time
      |solved|resolved|fixed|dropped|fell|rose|grew|went\s+(?:up|down|from)
        |came\s+down
      |cut\s+(?:the|our|it|from|by)|doubled|tripled|halved|passed|praised|thanked
        |adopted
      |still\s+use[sd]?|no\s+(?:longer|more)|never\s+happened\s+again|took\s+only
        |down\s+(?:to
      |from|by)|up\s+(?:to|from|by)|faster|agreed|realised|realized|happier|satisfied
      |prevent(?:ed|s)?|contribute|outcome|benefit(?:ed)?|met\s+the)\b""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBER: Final = re.compile(
    r"(?<![A-Za-z])\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|ninety|hundreds?|thousands?|millions?|dozens?|half|halved"
    r"|per\s?cent|doubled|tripled|twice|every\s+(?:day|week|morning|month)"
    r"|a\s+quarter)\b",
    re.IGNORECASE,
)
_NO_NAMES: Final = (
    r"I\b|I['’]|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|Mr|Mrs|Ms|OK"
)
NAME: Final = re.compile(
    rf"(?<=[a-z0-9,;:)] )(?!(?:{_NO_NAMES}))(?:[A-Z][A-Za-z0-9.+#-]+)"
    r"|\b(?:[A-Z]{2,}[a-z0-9]*|[a-z]+[A-Z][A-Za-z]+|C\+\+|C#)\b"
)
TURNED_DOWN: Final = re.compile(
    r"(?:\bnot|n['’]t|instead\s+of|rather\s+than|without|never|stopped|no\s+longer)"
    r"(?:\s+[a-z]+){0,2}\s*$",
    re.IGNORECASE,
)
WORK: Final = """
project work job customer client company intern internship role position develop
developer service data code deploy server system sale sales market marketing
campaign patient nurse nursing ward hospital stock inventory warehouse shipment
logistic process equipment quality production account accounting budget audit hiring
recruit student lesson class design designer prototype report presentation meeting
team teammate manager colleague coworker boss deadline outage bug error analysis
analyse analyze test document manual automate automation experiment research paper
assignment club certificate major store shop supplier contract proposal query index
algorithm model metric user feature release launch content brand payroll onboarding
medication safety drawing assembly inspection defect delivery transport policy
citizen complaint department career skill software api database pipeline dashboard
spreadsheet excel python java sql react docker invoice ledger survey interview
training apply applied engineer engineering analyst volunteer professor university
college degree counter clerk resident carer caregiver elderly wheelchair homework
classroom teacher pupil fraction van route driver kitchen chef dough farm crop
greenhouse library librarian passenger firefighter rescue patrol police duty drip dose
injection cook
"""
MAYBE_WORK: Final = """
goal problem solve solution opinion conflict persuade responsibility responsible
promise mistake learn learned learnt lack feedback practice practise effort cause
criteria alternative plan decide decision result experience strength weakness
motivation growth change introduce suggest compromise share check measure compare
improve principle trust honest finish habit record group leader friend reason method
concept school study deal standard risk option
"""
LEISURE: Final = """
weather lunch dinner breakfast menu pizza burger noodle restaurant delicious movie
film drama song idol football soccer baseball basketball golf hike hiking camping
fishing travel vacation holiday beach dog cat pet puppy recipe shopping
weekend birthday horoscope lottery dating sunny game anime novel umbrella sky
moon island tasty pancake
"""
GENERIC: Final = """
tell about could would you your please describe what how why did do does was were
the a an of to in on for and or with that this it is are be have has had time me us
one pick give example explain think there when which from at as so any most more own
yourself something thing things start begin hello thank coming far done into out up
them through role position resume lists
"""
OPENERS: Final = re.compile(
    r"^(?:(?:well|so|and|but|then|yes|yeah|um+|uh+|okay|ok|basically|actually|also"
    r"|after\s+that)"
    r"[,.]?\s+)+",
    re.IGNORECASE,
)
CLAUSE_END: Final = re.compile(
    r"[,;:](?=\s)|\s(?=(?:and|so|but|which|because|then|while)\s)"
)
BACKGROUND: Final = """
hello my name is and I am happy to be here today
I learned a lot from doing that kind of thing
at that time I was thinking about what I should do
so I decided to look at the situation first
and next time I would not do it in the same way
I think that is the most important part of it
it was hard at the beginning but it got better over time
I like talking to people and hearing what they say
as a result we were able to get good reviews
that is why I think I am a good fit for this
when I was at school I did a lot of different things
while I was working there I met many people
there were five of us and I was the youngest one
every morning I went in early to get ready
I grew a lot because of that experience
but it was not as easy as I had thought
I am someone who always works hard at everything
in a situation like that it is best to do it this way
because it is a better way of doing things
I did not know before but now I know
in this way we were able to finish it well
I want to keep working like this in the future
it was a very valuable time for me
one day something like this happened out of nowhere
I think I could do it because people around me helped
my biggest strength is that I never give up
if I join you I will do my best
the second thing I would like to say is this
of course there were things that I lacked
I think I need to work on that some more
the weather was nice today so I was in a good mood
on weekends I usually meet friends or rest
I had dinner with my family and watched a movie
these days I have started to exercise and feel better
that person had a different way of thinking from mine
everyone has had that kind of experience at least once
I kept thinking about what would be good to do
it was a new challenge for me and for everyone
if it happens again I can do better than that
I understood well what you have just told me
above all it is important to do it together
when you work that kind of thing happens often
"""
