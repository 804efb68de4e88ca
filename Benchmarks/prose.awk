# Writes articles as newspapers print them, the same for a seed each time: what somebody did, what
# somebody said, what is asked and not answered yet. For other programs of awk, after this one:
#     sow(SEED); line = title(); paragraph = paragraphs(COUNT)
# In a rule, {name} stands for any choice of that name, and {^name} for one with a capital.
function rule(name, choices) { choicesOf[name] = choices }

function sow(seed) { srand(seed) }

function expand(text,   head, name, tail) {
    while (match(text, /\{\^?[a-z]+\}/)) {
        head = substr(text, 1, RSTART - 1)
        name = substr(text, RSTART + 1, RLENGTH - 2)
        tail = substr(text, RSTART + RLENGTH)
        text = head (name ~ /^\^/ ? capital(expand(choice(substr(name, 2)))) \
            : expand(choice(name))) tail
    }
    return text
}

function capital(text) { return toupper(substr(text, 1, 1)) substr(text, 2) }

function choice(name,   count, all) {
    count = split(choicesOf[name], all, "|")
    return all[int(rand() * count) + 1]
}

function title() { return expand("{headline}") }

# The last paragraph of an article asks.
function paragraphs(count,   i, n, text) {
    for (i = 1; i < count; i++) {
        text = text "<p>"
        for (n = 3 + int(rand() * 3); n > 0; n--) text = text expand("{sentence}") (n > 1 ? " " : "")
        text = text "</p>\n"
    }
    return text "<p>" expand("{question}") "</p>\n"
}

BEGIN {
    rule("headline", "{^group} {decided} {plan}|{^plan} divides {town}|{^body} {decided} {plan}|" \
        "What {plan} means for {town}|{^body} says {plan} will be late")
    rule("sentence", "{story}|{story}|{story}|{story}|{story}|{statement}|{statement}")
    rule("story", "{^group} {decided} {plan} {time}, {reason}.|" \
        "{^plan} would cost {number} million euros and take {number} months, {reason}.|" \
        "{^time}, {group} met in {town} to talk about {plan}, which {happened}.|" \
        "{^reason}, {group} {decided} {plan} after {number} hours of talks.|" \
        "About {number} people live near {place} in {town}, where {plan} {happened}.|" \
        "The road past {place} stayed closed {time} because {plan} {happened}.|" \
        "It was the third time this year that {plan} {happened}.|" \
        "Nobody was hurt at {place}, but {number} houses in {town} lost power {time}.")
    rule("statement", "“{^claim},” {person} of {body} said {time}.|" \
        "{^body} said {time} that {claim}.|{^person}, who speaks for {body}, said that {claim}.|" \
        "According to {body}, {claim}.|“{^claim},” {person} told reporters in {town}. “{^claim}.”|" \
        "{^body} announced {time} that {claim}, and that {claim}.|" \
        "{^person} wrote in a letter to {group} that {claim}.|{^body} denied that {claim}.")
    rule("question", "{^body} did not immediately respond to a request for comment.|" \
        "{^body} has been approached for comment.|" \
        "We have asked {body} whether {claim}. Its answer will be published once it is received.|" \
        "A spokesperson for {body} declined to comment on {plan}.|" \
        "{^body} and {body} were asked for comment; neither had replied by {time}.|" \
        "{^group} will meet again {time}.|{^plan} is to be decided {time}.")
    rule("body", "{ministry}|{ministry}|{ministry}|the European Commission|NATO|{company}|" \
        "the city council of {town}|the {country} embassy|the port authority of {town}")
    rule("ministry", "the {country} Foreign Ministry|the {country} Ministry of Transport|" \
        "the {country} Defence Ministry|the {country} Health Ministry|the {country} Interior Ministry")
    rule("country", "Norwegian|Danish|Polish|Portuguese|Kenyan|Chilean|Irish|Finnish|Latvian|Greek|" \
        "Dutch|Austrian|Canadian|Japanese|Swiss|Czech")
    rule("company", "{surname} Energy|{surname} Rail|{surname} & Sons|{town} Airport|{town} Water")
    rule("person", "{first} {surname}|{first} {surname}|Minister {surname}|Dr {surname}|Ms {surname}")
    rule("first", "Anna|Peter|Maria|Jonas|Ingrid|Luis|Helen|Marek|Sofia|David|Laura|Erik|Nina|Paul")
    rule("surname", "Harlow|Lindqvist|Moreau|Okafor|Novak|Pereira|Hughes|Tanaka|Virtanen|Keller|Doyle|" \
        "Jansen|Kowalska|Berger|Costa|Larsen")
    rule("town", "Alderney|Brightwater|Castleford|Dunmore|Eastholm|Fairview|Grantham|Harwick|Ivybridge|" \
        "Kelso|Lowestoft|Marlow|Northport|Oakham")
    rule("place", "the old harbour|the railway bridge|the school on Mill Lane|the new hospital|" \
        "the border crossing|the power station|the town hall|the ferry terminal")
    rule("group", "the harbour workers|residents of {town}|the committee|the opposition|the union|" \
        "local shopkeepers|the county court|a group of engineers|parents in {town}|fishermen")
    rule("decided", "voted against|approved|put off|called for changes to|welcomed|rejected|agreed on|" \
        "questioned|gave up|took a first look at")
    rule("plan", "the plan to rebuild {place}|the sale of {place}|a new timetable for the ferry|" \
        "the budget for {place}|the rules for small boats|the report on {place}|" \
        "the trade agreement|a ban on heavy lorries near {place}|the strike at {place}")
    rule("happened", "had been put off twice|was cancelled|went ahead as planned|had failed|" \
        "led to long queues|was paid for by the county|drew hundreds of visitors|had run out of money")
    rule("reason", "although the harbour was still closed|as prices rose by {number} percent|" \
        "because few had expected it|while {group} waited outside|after a winter of heavy storms|" \
        "despite a warning from {group}|since the money had been spent already")
    rule("claim", "the work on {place} will begin {time}|{plan} is safe|no decision has been taken|" \
        "the report on {place} was wrong|{number} people were given help|the talks went well|" \
        "{plan} had nothing to do with it|nobody was told about {plan}|it would pay {number} million euros|" \
        "the treaty leaves no room for {plan}|all {number} proposals are being looked at")
    rule("time", "on Monday|on Tuesday|on Thursday|last week|in the evening|in March|late on Friday|" \
        "a day later|next year|at the weekend|before the summer")
    rule("number", "2|3|5|7|8|11|12|14|17|19|21|24|26|28|30|40|55|70|120|300")
}
