using System.Text.Json.Serialization;
using Points.Domain.Programmes;
using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>
/// A flow of points with its settlement terms, as settlement lines, disputes and messages contain it. The lines of the
/// flow are calculated from it alone.
/// </summary>
/// <param name="LedgerKey">
/// The key of the ledger. The name in JSON is from before ledgers had keys: older flows have the member's id.
/// </param>
/// <param name="Issuer">The merchant whose sale issued the points.</param>
/// <param name="Other">The merchant on the other side; null if there is none.</param>
/// <param name="FenPer100">The price of 100 points.</param>
/// <param name="When">Whether the points are paid for when issued or when consumed.</param>
/// <param name="Corrects">The flow that this one corrects; null in other flows, and in older corrections.</param>
/// <param name="RedemptionId">The redemption whose points a correction takes back; null likewise.</param>
/// <param name="WorthFen">What a granted voucher took off a bill; null if points paid.</param>
internal sealed record FlowDocument(
    string FlowId,
    FlowKind Kind,
    [property: JsonPropertyName("memberId")] string LedgerKey,
    string ProgrammeId,
    string EntryId,
    string Issuer,
    string? Other,
    long Points,
    long FenPer100,
    decimal FeeRate,
    SettledWhen When,
    DateTimeOffset At,
    string? Reference,
    string? Corrects = null,
    string? RedemptionId = null,
    long? WorthFen = null
)
{
    public static FlowDocument From(PointsFlow it) =>
        new(
            it.FlowId,
            it.Kind,
            it.LedgerKey,
            it.ProgrammeId,
            it.EntryId,
            it.IssuerMerchantId,
            it.CounterpartyId,
            it.Points.Value,
            it.SettlementTerms.FenPer100Points.Value,
            it.SettlementTerms.PlatformFeeRate,
            it.SettlementTerms.When,
            it.At.ToUniversalTime(),
            it.Reference,
            it.CorrectedFlowId,
            it.CorrectedRedemptionId,
            it.Worth?.Value
        );

    public PointsFlow ToFlow() =>
        new(
            FlowId,
            Kind,
            LedgerKey,
            ProgrammeId,
            EntryId,
            Issuer,
            Other,
            new(Points),
            new(new(FenPer100), FeeRate, When),
            At,
            Reference
        )
        {
            CorrectedFlowId = Corrects,
            CorrectedRedemptionId = RedemptionId,
            Worth = WorthFen is { } fen ? new Fen(fen) : null,
        };
}
