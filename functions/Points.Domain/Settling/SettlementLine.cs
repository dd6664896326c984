using System.Collections.Immutable;
using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>One side of a flow: what it is to one merchant's account, or to the platform's. The sides of a flow add up to nothing.</summary>
public sealed record SettlementLine(PointsFlow Flow, LineSide Side)
{
    private const string IdPrefix = "l-";

    /// <summary>Follows from flow and side: however often the line arrives, it counts once.</summary>
    public string LineId { get; } = IdPrefix + Digest.Compute("line", Flow.FlowId, Side.ToString());

    public AccountHolder Holder =>
        Side switch
        {
            LineSide.Issuer => new(Flow.IssuerMerchantId),
            LineSide.Other => new(Flow.OtherMerchantId),
            LineSide.Platform => AccountHolder.Platform,
        };

    /// <summary>The merchant on the other side, as the holder sees it; null for the platform's lines and where there is none.</summary>
    public string? Counterparty =>
        Side switch
        {
            LineSide.Issuer => Flow.OtherMerchantId,
            LineSide.Other => Flow.IssuerMerchantId,
            LineSide.Platform => null,
        };

    /// <summary>Lines of an account in the order in which they were booked; no two have the same.</summary>
    public string SortKey =>
        string.Create(CultureInfo.InvariantCulture, $"{Flow.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}~{LineId}");

    /// <summary>Where the points are counted; null where money alone is.</summary>
    public PointsColumn? Column =>
        (Side, Flow.Kind) switch
        {
            (LineSide.Platform, _) => null,
            (LineSide.Issuer, FlowKind.Issued) => PointsColumn.Issued,
            (LineSide.Issuer, FlowKind.Compensated) => PointsColumn.Compensation,
            (LineSide.Issuer, FlowKind.Consumed or FlowKind.Repaid) => PointsColumn.Consumed,
            (LineSide.Issuer, FlowKind.Reversed) => PointsColumn.Returned,
            (LineSide.Issuer, FlowKind.Withdrawn) => PointsColumn.Refunded,
            (LineSide.Issuer, FlowKind.Expired) => PointsColumn.Expired,
            (LineSide.Other, FlowKind.Consumed) => PointsColumn.Honoured,
            (LineSide.Other, FlowKind.Reversed) => PointsColumn.Reversed,
            (LineSide.Other, FlowKind.Repaid) => PointsColumn.Repaid,
            (_, FlowKind.WithdrawnExpired) => null,
            _ => throw new InvalidOperationException($"{Flow.Kind} has no {Side}"),
        };

    /// <summary>What the holder receives (positive) or owes (negative).</summary>
    public ImmutableArray<(MoneyColumn Column, ExactFen Amount)> Amounts =>
        [.. SettlementRules.FindAmounts(Flow, Side).Where(it => it.Amount != ExactFen.Zero)];

    public ExactFen Net => Amounts.Aggregate(ExactFen.Zero, (sum, it) => sum + it.Amount);

    /// <summary>Whether it can be the id of one: ids come from callers.</summary>
    public static bool IsLineId(string text) =>
        text.StartsWith(IdPrefix, StringComparison.Ordinal) && Reading.FieldReader.IsId(text);

    public static IEnumerable<SettlementLine> FromFlow(PointsFlow flow)
    {
        var issuer = new SettlementLine(flow, LineSide.Issuer);
        if (issuer.Column is not null || !issuer.Amounts.IsEmpty)
            yield return issuer;
        if (flow.OtherMerchantId is not null)
            yield return new(flow, LineSide.Other);
        var platform = new SettlementLine(flow, LineSide.Platform);
        if (!platform.Amounts.IsEmpty)
            yield return platform;
    }
}

public enum LineSide
{
    Issuer,

    /// <summary>The merchant who honoured the points, or is repaid with them.</summary>
    Other,
    Platform,
}

/// <summary>What became of points, in an account. The first six are the issuer's.</summary>
public enum PointsColumn
{
    Issued,
    Compensation,
    Consumed,

    /// <summary>Consumed once, and the member's again.</summary>
    Returned,

    /// <summary>Taken back by the issuer's own refunds.</summary>
    Refunded,
    Expired,

    /// <summary>Of others or one's own, for rewards that the holder honours.</summary>
    Honoured,

    /// <summary>Honoured once, and undone.</summary>
    Reversed,

    /// <summary>Received for points that refunds could not take back.</summary>
    Repaid,
}

/// <summary>The kinds of money in an account. The last two are the platform's.</summary>
public enum MoneyColumn
{
    Issued,
    Honoured,
    Reversed,
    Compensation,
    Fees,

    /// <summary>Paid in when points were issued, for whoever will honour them.</summary>
    Held,

    /// <summary>Held for points that expired.</summary>
    Breakage,
}
