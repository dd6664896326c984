using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Changes single values: to their neighbours, to much more or less, and to other words.</summary>
internal sealed partial class DocumentMutation
{
    private JsonNode Change(JsonValue value, string name, string path, DocumentParts parts) =>
        value.GetValueKind() switch
        {
            JsonValueKind.Number => ChangeNumber(value.GetValue<decimal>(), name, path),
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            _ => ChangeText((string)value!, name, path, parts),
        };

    private JsonNode ChangeNumber(decimal number, string name, string path)
    {
        var hasDecimals =
            name is "times" && !path.Contains("limit") && !path.Contains("perMember")
            || name is "discount" or "shareAtLeast" or "platformFeeRate" or "compensationRate"
            || (name == "pointsPerYuan" && path.StartsWith("earning", StringComparison.Ordinal));
        var changed = hasDecimals
            ? Pick(number + 0.01m, number - 0.01m, number * 2, decimal.Round(number / 2, 2))
            : Pick(number + 1, number - 1, number * 2, decimal.Floor(number / 2), number * 20);
        return decimal.Round(changed, hasDecimals ? 2 : 0);
    }

    private JsonNode ChangeText(string text, string name, string path, DocumentParts parts)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", null, DateTimeStyles.None, out var day))
            return day.AddDays(Pick(-1, 1, -7, 30, -365, 366)).ToString("yyyy-MM-dd", null);
        if (TimeOnly.TryParseExact(text, "HH:mm", null, DateTimeStyles.None, out var time))
            return time.AddMinutes(Pick(-1, 1, -60, 90)).ToString("HH:mm", null);
        if (name == "onSaleFrom")
            return ChangeInstant(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
        return name switch
        {
            "stacking" => Pick("best-of", "add", "multiply"),
            "refundsFrom" => Pick("any-lot", "own-lot"),
            "orderScope" => Pick("merchant", "member"),
            "on" => Pick("birthday", "pet-birthday"),
            "per" when path.StartsWith("earning.caps", StringComparison.Ordinal) => Pick(
                "order",
                "day",
                "month",
                "campaign"
            ),
            "per" when path.StartsWith("earning.bonuses", StringComparison.Ordinal) => Pick("order", "line"),
            "per" or "period" => Pick("order", "line", "day", "month", "quarter", "year", "campaign", "ever"),
            "kind" when path.StartsWith("rewards", StringComparison.Ordinal) => Pick(
                "goods",
                "service",
                "ticket",
                "voucher"
            ),
            "when" => Pick("consumed", "issued"),
            "zh" or "en" => $"{text}*",
            "timeZone" => Pick("UTC", "Asia/Tokyo", "Asia/Shanghai"),
            "merchantId" => parts.Word("merchants"),
            _ => text,
        };
    }

    /// <summary>An instant written otherwise: the same with another offset, or sooner or later.</summary>
    private JsonNode ChangeInstant(DateTimeOffset instant)
    {
        var moved =
            instant + Pick(TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromHours(-20), TimeSpan.FromDays(1));
        return moved
            .ToOffset(TimeSpan.FromHours(Pick(-12, 0, 8, 14)))
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
