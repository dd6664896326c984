using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Says in a few words who somebody is and what they buy. Names only what differs from the plain case.
/// </summary>
/// <param name="plain">The situation without anything that a rule asks for.</param>
internal sealed class SituationText(Situation plain)
{
    /// <summary>Such as "A gold member's purchase of ¥1,000 in category tea on 6 June 2027".</summary>
    public string OfPurchase(Situation it) => OfOrder(it, "purchase");

    /// <summary>Such as "A bill of ¥1,000 of a gold member aged 60".</summary>
    public string OfBill(Situation it) => OfOrder(it, "bill");

    /// <summary>Such as "A gold member, on 6 June 2027".</summary>
    public string OfVisit(Situation it)
    {
        var when = OfDay(it, withTime: true);
        return Capital(OfMember(it)) + (when.Length > 0 ? $",{when}," : "");
    }

    /// <summary>Such as "a gold member aged 60, of credit grade A".</summary>
    public static string OfMember(Situation it)
    {
        var traits = new List<string>();
        if (it.Age is { } age)
            traits.Add($"aged {age}");
        if (it.Grade is { } grade)
            traits.Add($"of credit grade {grade}");
        if (!it.Groups.IsEmpty)
            traits.Add($"of group {string.Join(" and ", it.Groups)}");
        if (!it.Recent.All.IsEmpty)
            traits.Add($"whose last purchases were {CountLiked(it.Recent)}");
        if (it.Balance > Points.Zero)
            traits.Add($"with {PointsInEnglish(it.Balance)}");
        if (!it.OwnDays.IsEmpty)
            traits.Add($"on their {string.Join(" and ", it.OwnDays.Select(NameOf))}");
        return traits.Count == 0 ? OfTier(it.Tier) : $"{OfTier(it.Tier)} {string.Join(", ", traits)}";
    }

    public static string OfTier(TierPair tier) =>
        tier switch
        {
            { Before: { } was, After: { } becomes } when was != becomes =>
                $"a member who is {was} today and would be {becomes}",
            { Before: { } was } => $"{(StartsWithVowel(was) ? "an" : "a")} {was} member",
            _ => "a member",
        };

    private static bool StartsWithVowel(string word) => "aeiouAEIOU".Contains(word[0], StringComparison.Ordinal);

    private string OfOrder(Situation it, string noun)
    {
        var (member, order) = (OfMember(it), OfLines(it));
        return member.EndsWith(" member", StringComparison.Ordinal)
            ? $"{Capital(member)}'s {noun} of {order}"
            : $"A {noun} of {order} of {member}";
    }

    private string OfLines(Situation it)
    {
        var text = FormatMoney(it.Total);
        if (it.Category != plain.Category)
            text += $" in category {it.Category}";
        if (!it.Tags.IsEmpty)
            text += $" tagged {string.Join(" and ", it.Tags)}";
        if (it.Second is { } second)
            text +=
                second == LineKind.Alike ? " in two lines"
                : second == LineKind.Full ? $" in {it.Lines.Length} lines"
                : second == LineKind.Other ? ", half of it something else"
                : $", half of it {(second.Tags.IsEmpty ? second.Category : string.Join(" and ", second.Tags))}";
        if (it.MerchantId != plain.MerchantId)
            text += $" at {it.MerchantId}";
        if (it.Channel is { } channel)
            text += $" by {channel}";
        return text + OfDay(it, withTime: false);
    }

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private string OfDay(Situation it, bool withTime) =>
        it.Now == plain.Now ? ""
        : withTime ? $" on {FormatDay(it.Day).En} at {it.Now:HH:mm}"
        : $" on {FormatDay(it.Day).En}";

    private static string CountLiked(RecentCategories recent)
    {
        var liked = recent.All.Where(it => it.Category != LineKind.Other.Category).ToArray();
        return liked.Length == 0
            ? "of other categories"
            : $"{liked.Length} of {recent.All.Length} in category {liked[0].Category}";
    }

    private static string NameOf(OwnDay day) =>
        day switch
        {
            OwnDay.Birthday => "birthday",
            OwnDay.PetBirthday => "pet's birthday",
            OwnDay.SignUp => "day of joining",
        };
}
