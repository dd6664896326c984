using System.Globalization;
using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Says what an adverse change takes from members, where the table of effects decides and no situation shows it.
/// </summary>
internal static class ChangeSentences
{
    private static readonly (string Pattern, Func<DocumentChange, string> Write)[] Sentences =
    [
        (
            "timeZone",
            it => $"A day begins at midnight of {Text(it.From)} today and would begin at that of {Text(it.To)}"
        ),
        ("issuer.kind", it => $"The issuer is a {Text(it.From)} today and would be a {Text(it.To)}"),
        ("issuer.telecomLicence", _ => "Points may be issued today and could not be without a licence"),
        ("issuer.telecomLicence.validUntil", WriteLastDayOfPermit),
        ("issuer.filings[*]", it => $"Points may be issued today and could not be without the filing {IdOf(it)}"),
        ("issuer.filings[*].validUntil", WriteLastDayOfPermit),
        ("valueGuaranteed", _ => "Points keep what they buy today and could lose it"),
        ("settlement", _ => "Merchants are paid for the points that they honour today and would not be"),
        ("merchants[*]", it => $"{IdOf(it)} takes part today and would not"),
        ("merchants[*].issues", it => $"A purchase at {IdOf(it)} earns points today and would not"),
        ("merchants[*].honours", it => $"{IdOf(it)} honours points today and would not"),
        ("validity", it => $"Points last {Validity(it.From)} today and would last {Validity(it.To)}"),
        (
            "budget.capPoints",
            it =>
                $"All members together can be given {Points(it.From)} in a period today and could be given "
                + $"{Points(it.To)}; whoever buys after that earns nothing"
        ),
        ("budget.period", it => $"The budget is for a {Text(it.From)} today and would be for a {Text(it.To)}"),
        ("budget.grants", WriteGrantBudget),
        (
            "budget.grants.capPoints",
            it => $"Grants come to at most {Points(it.From)} in a period today and would to {Points(it.To)}"
        ),
        (
            "compensation",
            _ => "A member gets compensation for a reward that the merchant cannot provide today and would get none"
        ),
        (
            "compensation.capPoints",
            it => $"Compensation comes to at most {Points(it.From)} today and would to {Points(it.To)}"
        ),
        (
            "compensation.period",
            it => $"Compensation is bounded for each {Text(it.From)} today and would be for each {Text(it.To)}"
        ),
        (
            "compensation.perMember",
            it => $"A member gets compensation {Times(it.From)} today and would get it {Times(it.To)}"
        ),
        (
            "earning.pendingDays",
            it => $"The points of a purchase can be used after {Days(it.From)} today and could be after {Days(it.To)}"
        ),
        (
            "earning.lateDays",
            it => $"A purchase that is posted {Days(it.From)} late earns points today and would earn none"
        ),
        ("earning.refundsFrom", _ => "A refund leaves points of other purchases alone today and would take them"),
        (
            "earning.orderScope",
            _ => "Two members whose orders have the same number both earn today, and the second would not"
        ),
        ("rewards[*]", it => $"A member can get {NameIn(it.From, IdOf(it))} today and could not"),
        ("rewards[*].kind", it => $"{IdOf(it)} is of the kind {Text(it.From)} today and would be {Text(it.To)}"),
        ("rewards[*].name.zh", WriteName),
        ("rewards[*].name.en", WriteName),
        ("rewards[*].stock", it => $"There are {Pieces(it.From)} of {IdOf(it)} today and would be {Pieces(it.To)}"),
        ("rewards[*].limits", it => $"A member can get {IdOf(it)} {Times(it.From)} today and could {Times(it.To)}"),
        ("rewards[*].hold", it => $"{IdOf(it)} can be held {Hold(it.From)} today and could be {Hold(it.To)}"),
        (
            "rewards[*].validDays",
            it => $"A code for {IdOf(it)} is good for {Days(it.From)} today and would be for {Days(it.To)}"
        ),
        (
            "rewards[*].minimumBillFen",
            it => $"{IdOf(it)} can be used on a bill of {Money(it.From)} today and would need one of {Money(it.To)}"
        ),
        (
            "rewards[*].maximumOffsetFen",
            it => $"{IdOf(it)} takes {Money(it.From)} off a bill today and would take {Money(it.To)} at most"
        ),
        (
            "rewards[*].compensationRate",
            it =>
                $"If {IdOf(it)} cannot be provided, {Share(it.From)} of the points come on top today and {Share(it.To)} "
                + "would"
        ),
        ("rewards[*].restrictions", WriteRestriction),
        ("rewards[*].restrictions.notes[*]", WriteRestriction),
        ("rewards[*].cashProduct", it => $"{IdOf(it)} is compared with the same for cash today and would not be"),
        ("actions[*]", it => $"A member gets points for {NameIn(it.From, IdOf(it))} today and would get none"),
        ("actions[*].kind", it => $"{IdOf(it)} is of the kind {Text(it.From)} today and would be {Text(it.To)}"),
        ("actions[*].name.zh", WriteName),
        ("actions[*].name.en", WriteName),
        ("actions[*].limit", it => $"{IdOf(it)} counts {Times(it.From)} today and would count {Times(it.To)}"),
        (
            "actions[*].on",
            it => $"{IdOf(it)} comes by itself on the day stated today: {Text(it.From)}, and would be: {Text(it.To)}"
        ),
        ("actions[*].by", it => $"{IdOf(it)} can be recorded by {Words(it.From)} today and could be by {Words(it.To)}"),
        (
            "contact",
            it =>
                it.To is { } contact
                    ? $"Complaints are answered within {ContactTerms.AnswerDaysDefault} days today and would be within "
                        + Days(contact.GetProperty("answerDays"))
                    : "Members know where to complain today and would not"
        ),
        (
            "contact.answerDays",
            it => $"Complaints are answered within {Days(it.From)} today and would be within {Days(it.To)}"
        ),
        ("grants[*]", it => $"Members are given {NameIn(it.From, IdOf(it))} today and would not be"),
        ("grants[*].limit", it => $"{IdOf(it)} is given {Times(it.From)} today and would be {Times(it.To)}"),
        ("grants[*].points", it => $"{IdOf(it)} gives {Points(it.From)} today and would give {Points(it.To)}"),
        ("family", _ => "A family can share points today and could not"),
        (
            "family.pointsPerMonth",
            it => $"A member can give {Points(it.From)} a month to the family today and could give {Points(it.To)}"
        ),
        ("notices", _ => "Members are told outside the app's inbox today and would not be"),
        ("notices.channels", it => $"Members are told by {Words(it.From)} today and would be by {Words(it.To)}"),
        ("notices.quietHours", it => $"Nights are quiet {Hours(it.From)} today and would be {Hours(it.To)}"),
    ];

    public static DocumentChange AddExample(DocumentChange change) =>
        change.Effect == Effect.Adverse
            ? change with
            {
                Example = change.Example ?? Write(change),
            }
            : change with
            {
                Example = null,
            };

    private static string Write(DocumentChange change)
    {
        var plain = PathPattern.WithoutIds(change.Path);
        var write = Sentences.FirstOrDefault(it => it.Pattern == plain).Write;
        return write?.Invoke(change) ?? PlainSentence.Write(change);
    }

    private static string WriteName(DocumentChange it) =>
        $"{IdOf(it)} is called {Text(it.From)} today and would be called {Text(it.To)}";

    private static string WriteLastDayOfPermit(DocumentChange it) =>
        $"Points are issued until {Text(it.From)} today and would be until {Text(it.To)}";

    private static string WriteRestriction(DocumentChange it) =>
        $"{IdOf(it)} can be used without this restriction today: {Text(it.To)}";

    /// <summary>The id of the item that a path names last.</summary>
    private static string IdOf(DocumentChange it)
    {
        var start = it.Path.IndexOf('[', StringComparison.Ordinal) + 1;
        return start == 0 ? it.Path : it.Path[start..it.Path.IndexOf(']', start)];
    }

    private static string NameIn(JsonElement? item, string id) =>
        item is { } it && it.TryGetProperty("name", out var name) && name.TryGetProperty("en", out var english)
            ? english.GetString()!
            : id;

    private static string Text(JsonElement? value) => PlainSentence.ValueText(value) ?? "something else";

    private static string WriteGrantBudget(DocumentChange change) =>
        change.To is { } to
            ? "Grants may use up the whole budget today and would come to at most "
                + $"{Points(to.GetProperty("capPoints"))} in a period"
            : "Grants leave the budget for purchases untouched today and would draw on it";

    private static string Words(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } words && words.GetArrayLength() > 0
            ? string.Join(" and ", words.EnumerateArray())
            : "nobody";

    private static string Points(JsonElement? value) =>
        value is { } number ? PointsInEnglish(new(number.GetInt64())) : "no points";

    private static string Days(JsonElement? value) =>
        value is { } number ? CountInEnglish(number.GetInt64(), "day") : "no days stated";

    private static string Pieces(JsonElement? value) =>
        value is { } number ? CountInEnglish(number.GetInt64(), "piece") : "any number of pieces";

    private static string Money(JsonElement? value) =>
        value is { } fen ? FormatMoney(new(fen.GetInt64())) : "any amount";

    private static string Share(JsonElement? value) => FormatPercent(value?.GetDecimal() ?? 0);

    private static string Times(JsonElement? limit) =>
        limit is { } it
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{TimesInEnglish((it.TryGetProperty("times", out var times) ? times : it.GetProperty("perMember")).GetInt32())} {Per(it)}"
            )
            : "any number of times";

    private static string Per(JsonElement limit) =>
        limit.TryGetProperty("per", out var per) && per.GetString() is { } period and not "ever"
            ? $"a {period}"
            : "in all";

    private static string Hold(JsonElement? terms) =>
        terms is not { } it
            ? "without a bound"
            : string.Join(
                ", ",
                it.EnumerateObject()
                    .Select(bound =>
                        bound.Name == "maxHours" ? $"{bound.Value} hours" : $"{bound.Value} pieces at once"
                    )
            );

    private static string Hours(JsonElement? hours) =>
        hours is { } it ? $"from {it.GetProperty("from")} to {it.GetProperty("to")}" : "as is usual";

    private static string Validity(JsonElement? validity) =>
        validity is not { } it
            ? "as stated"
            : it.GetProperty("kind").GetString() switch
            {
                "months" => $"{CountInEnglish(it.GetProperty("months").GetInt64(), "month")}"
                    + (IsSet(it, "monthEnd") ? ", to the end of the month" : ""),
                "fixed-date" => $"until {it.GetProperty("on")}",
                _ => "for life",
            } + (IsSet(it, "appliesToEarned") ? ", also those earned before" : "");

    private static bool IsSet(JsonElement it, string name) =>
        it.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
