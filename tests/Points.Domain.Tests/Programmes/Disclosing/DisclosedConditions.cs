namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>Changes of conditions: for each place that has one, each of its fields.</summary>
internal static class DisclosedConditions
{
    private static readonly (string Path, bool IsForLines)[] Places =
    [
        ("earning.base[0].when", true),
        ("earning.multipliers[0].when", true),
        ("earning.bonuses[0].when", true),
        ("perks[0].when", true),
        ("actions[0].when", false),
        ("grants[0].when", false),
        ("rewards[0].eligible", false),
        ("rewards[0].headStart.when", false),
        ("rewards[0].price.discounts[0].when", false),
    ];

    private static readonly (string Field, string From, string To)[] OfMembers =
    [
        ("from", "\"2027-01-10\"", "\"2027-01-11\""),
        ("to", "\"2027-01-20\"", "\"2027-01-21\""),
        ("yearly", """["06-06"]""", """["06-07"]"""),
        ("on", "\"birthday\"", "\"pet-birthday\""),
        ("ageAtLeast", "60", "61"),
        ("ageBelow", "60", "61"),
        ("creditGrades", """["A"]""", """["A", "B"]"""),
        ("tiers", """["silver"]""", """["gold"]"""),
        ("groups", """["g"]""", """["h"]"""),
        ("balanceAtLeast", "50", "60"),
    ];

    private static readonly (string Field, string From, string To)[] OfLines =
    [
        ("merchants", """["shop"]""", """["kiosk"]"""),
        ("channels", """["app"]""", """["store"]"""),
        ("categories", """["tea"]""", """["rice"]"""),
        ("anyTag", """["red"]""", """["blue"]"""),
        ("spendAtLeastFen", "1000", "2000"),
    ];

    private const string Affinity = """{ "category": "tea", "ofLastLines": 20, "shareAtLeast": 0.5 }""";

    private static readonly (string Field, string To)[] OfAffinity =
    [
        ("category", """{ "category": "rice", "ofLastLines": 20, "shareAtLeast": 0.5 }"""),
        ("ofLastLines", """{ "category": "tea", "ofLastLines": 30, "shareAtLeast": 0.5 }"""),
        ("shareAtLeast", """{ "category": "tea", "ofLastLines": 20, "shareAtLeast": 0.6 }"""),
    ];

    public static IEnumerable<FieldChange> ListAll() =>
        Places.SelectMany(place =>
            OfMembers
                .Concat(place.IsForLines ? OfLines : [])
                .Select(it => Change(place.Path, it.Field, it.Field, it.From, it.To))
                .Concat(
                    OfAffinity.Select(it => Change(place.Path, $"affinity.{it.Field}", "affinity", Affinity, it.To))
                )
        );

    /// <summary>The condition has no other field before and after.</summary>
    private static FieldChange Change(string place, string field, string set, string from, string to) =>
        FieldChange.Of($"{place}.{field}", null) with
        {
            Path = place,
            From = $$"""{ "{{set}}": {{from}} }""",
            Json = $$"""{ "{{set}}": {{to}} }""",
        };
}
