extension ResponseStory {
    static let english = [
        ResponseStory(
            language: "en", title: "Ferry sailed with locked lifeboats, crew say",
            text: """
                The ferry Aurelia crossed the Vellis strait with four lifeboats locked, two crew \
                members told the Coast Courier.
                Northgate Ferries and the Norwegian foreign ministry did not respond to requests \
                for comment.
                """,
            pairs: [
                Pair(
                    "the company's words in another paper", asked: "Northgate",
                    title: "Operator denies lifeboats were locked",
                    """
                    The operator of the Aurelia has rejected what its crew reported.
                    “Every lifeboat on the Aurelia was unlocked,” Northgate Ferries said in an \
                    emailed statement on Tuesday.
                    """, .answered),
                Pair(
                    "its spokeswoman, by a short name", asked: "Northgate",
                    title: "Ferry company answers lifeboat claims",
                    """
                    Passengers of the Aurelia were never in danger, its owner says.
                    A spokeswoman for Northgate said the lifeboats had been checked in Vellis.
                    """, .answered),
                Pair(
                    "a refusal in another paper", asked: "Northgate",
                    title: "Lifeboats of the Aurelia: crew speak out",
                    """
                    A third member of the crew of the Aurelia has spoken of locked lifeboats.
                    Northgate Ferries declined to comment.
                    """, .declined),
                Pair(
                    "the ministry's statement in its own feed", asked: "Norwegian", .ownFeed,
                    title: "Statement on the ferry Aurelia",
                    """
                    We are in touch with the crew of the Aurelia about the lifeboats. Norway \
                    helps its citizens in Vellis.
                    """, .answered),
                Pair(
                    "an edit with the answer", asked: "Norwegian", .edit, title: "",
                    "A spokesperson for the Norwegian foreign ministry said it knew of the reports.",
                    .answered),
                Pair(
                    "an edit with a holding reply", asked: "Northgate", .edit, title: "",
                    "Northgate Ferries said it would respond later.", .held),
                Pair(
                    "the same company on another matter", asked: "Northgate",
                    title: "Ticket prices rise before summer",
                    """
                    Crossings will cost a tenth more from June.
                    “Fuel has become dearer,” Northgate Ferries said in a statement.
                    """, .silence),
                Pair(
                    "another matter, with the first one in passing", asked: "Northgate",
                    title: "Northgate orders two new ships",
                    """
                    Northgate Ferries is to buy two ships for its northern routes.
                    “They will sail on gas,” Northgate Ferries said in a statement.
                    The yard will deliver the first in two years.
                    Work on the second begins later.
                    The price was not made known.
                    The ferry Aurelia made news this week when crew said that lifeboats in the \
                    Vellis strait were locked.
                    """, .silence),
                Pair(
                    "another company on the same matter", asked: "Northgate",
                    title: "Lifeboats of the Aurelia were locked, rival says",
                    """
                    The lifeboats of the Aurelia have been talked of all week.
                    “Our own lifeboats are always open,” Southmoor Lines said in a statement.
                    """, .silence),
                Pair(
                    "another country's ministry on the same matter", asked: "Norwegian",
                    title: "Crew of the Aurelia seeks help",
                    """
                    The crew of the ferry Aurelia spoke of locked lifeboats.
                    A spokesperson for the Danish foreign ministry said it was looking into it.
                    """, .silence),
                Pair(
                    "a statement by its opponents", asked: "Northgate",
                    title: "Lifeboats of the Aurelia: union speaks",
                    """
                    The lifeboats of the Aurelia were locked in the Vellis strait.
                    A spokesman for the union at odds with Northgate Ferries said the crew was right.
                    """, .silence),
                Pair(
                    "history with the same names", asked: "Northgate",
                    title: "How ferry lifeboats came to be",
                    """
                    The Aurelia was launched in Vellis with twelve lifeboats and a crew of sixty.
                    In 1998 Northgate Ferries said in a statement that its lifeboats were the \
                    best of the strait.
                    """, .silence),
                Pair(
                    "a text from before the question", asked: "Northgate",
                    title: "Lifeboats on the Aurelia renewed",
                    """
                    The ferry Aurelia has new lifeboats.
                    “The crew was trained in Vellis,” Northgate Ferries said in a statement.
                    """, .silence, dated: .before),
                Pair(
                    "another paper that still waits", asked: "Northgate",
                    title: "More of the Aurelia's crew report locked lifeboats",
                    """
                    Lifeboats of the Aurelia were locked, a third sailor says.
                    Northgate Ferries did not reply to questions.
                    """, .silence),
            ])
    ]
}
