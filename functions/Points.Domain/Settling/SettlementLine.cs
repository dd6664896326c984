using System.Collections.Immutable;
using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>
/// One side of a flow: a line in the account of a merchant or of the platform. The lines of a flow add up to zero fen.
/// </summary>
public sealed record SettlementLine(PointsFlow Flow, LineSide Side)
{
    private const string IdPrefix = "l-";

    /// <summary>Follows from flow and side, so that a line that arrives again counts once.</summary>
    public string LineId { get; } = IdPrefix + Digest.Compute("line", Flow.FlowId, Side.ToString());

    public AccountHolder Holder =>
        Side switch
        {
            LineSide.Issuer => new(Flow.IssuerMerchantId),
            LineSide.Other => new(Flow.CounterpartyId),
            LineSide.Platform => AccountHolder.Platform,
        };

    /// <summary>
    /// The merchant on the other side from the holder; null on the platform's lines, or if there is none.
    /// </summary>
    public string? Counterparty =>
        Side switch
        {
            LineSide.Issuer => Flow.CounterpartyId,
            LineSide.Other => Flow.IssuerMerchantId,
            LineSide.Platform => null,
        };

    /// <summary>Orders the lines of an account by time; unique.</summary>
    public string SortKey =>
        string.Create(CultureInfo.InvariantCulture, $"{Flow.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}~{LineId}");

    /// <summary>The column in which the points count; null if only money counts.</summary>
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
            (_, FlowKind.WithdrawnExpired or FlowKind.Granted) => null,
            _ => throw new InvalidOperationException($"a flow of kind {Flow.Kind} has no line of side {Side}"),
        };

    /// <summary>What the holder receives (positive) or owes (negative), by column; zero amounts are left out.</summary>
    public ImmutableArray<(MoneyColumn Column, ExactFen Amount)> Amounts =>
        [.. SettlementRules.FindAmounts(Flow, Side).Where(it => it.Amount != ExactFen.Zero)];

    public ExactFen Net => Amounts.Aggregate(ExactFen.Zero, (sum, it) => sum + it.Amount);

    /// <summary>Whether a text from a caller has the form of a line's id.</summary>
    public static bool IsLineId(string text) =>
        text.StartsWith(IdPrefix, StringComparison.Ordinal) && Reading.FieldReader.IsId(text);

    /// <summary>
    /// Finds the line that is booked first and decides the period of its flow: the issuer's line. If the issuer has
    /// none, it is the other merchant's line, else the platform's.
    /// </summary>
    /// <returns>Null if the flow has no lines.</returns>
    public static SettlementLine? FindLeading(PointsFlow flow) => FromFlow(flow).MinBy(line => line.Side);

    /// <summary>Finds the lines that are booked after the leading one, in the same period.</summary>
    public static IEnumerable<SettlementLine> FindFollowing(PointsFlow flow)
    {
        var leading = FindLeading(flow);
        return FromFlow(flow).Where(line => line.Side != leading?.Side);
    }

    /// <summary>
    /// Creates the lines of a flow, ordered by side. A side without a column and amounts has no line.
    /// </summary>
    public static IEnumerable<SettlementLine> FromFlow(PointsFlow flow)
    {
        var issuer = new SettlementLine(flow, LineSide.Issuer);
        if (issuer.Column is not null || !issuer.Amounts.IsEmpty)
            yield return issuer;
        if (flow.CounterpartyId is not null)
            yield return new(flow, LineSide.Other);
        var platform = new SettlementLine(flow, LineSide.Platform);
        if (!platform.Amounts.IsEmpty)
            yield return platform;
    }
}
