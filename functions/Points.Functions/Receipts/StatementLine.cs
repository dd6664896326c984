using System.Text.Json;
using Points.Domain.Settling;

namespace Points.Functions.Receipts;

/// <summary>
/// A line behind a statement, with what its amounts follow from. It names no member and no ledger.
/// </summary>
/// <param name="Kind">What happened to the points.</param>
/// <param name="Side">
/// <c>issuer</c> if the merchant issued the points, <c>other</c> if it honoured them or is repaid with them.
/// </param>
/// <param name="Counterparty">The merchant on the other side; missing if there is none.</param>
/// <param name="Points">Negative in a correction.</param>
/// <param name="PointsColumn">The column in which the points count; missing if only money counts.</param>
/// <param name="WorthFen">What a granted voucher was worth; missing if points paid.</param>
/// <param name="FenPer100Points">The price of the points.</param>
/// <param name="PlatformFeeRate">The platform's share of the price.</param>
/// <param name="PaidWhen">Whether points are paid for when <c>issued</c> or when <c>consumed</c>.</param>
/// <param name="AmountsFen">
/// What the merchant receives (positive) or owes, by column, exact to a millionth of a fen.
/// </param>
/// <param name="Reference">The order, refund, redemption or dispute.</param>
internal sealed record StatementLine(
    string LineId,
    DateTimeOffset At,
    string ProgrammeId,
    string Kind,
    string Side,
    string? Counterparty,
    long Points,
    string? PointsColumn,
    long? WorthFen,
    long FenPer100Points,
    decimal PlatformFeeRate,
    string PaidWhen,
    IReadOnlyDictionary<string, string> AmountsFen,
    string? Reference
)
{
    public static StatementLine From(SettlementLine it) =>
        new(
            it.LineId,
            it.Flow.At,
            it.Flow.ProgrammeId,
            NameOf(it.Flow.Kind),
            NameOf(it.Side),
            it.Counterparty,
            it.Flow.Points.Value,
            it.Column is { } column ? NameOf(column) : null,
            it.Flow.Worth?.Value,
            it.Flow.SettlementTerms.FenPer100Points.Value,
            it.Flow.SettlementTerms.PlatformFeeRate,
            NameOf(it.Flow.SettlementTerms.When),
            it.Amounts.ToDictionary(
                amount => NameOf(amount.Column),
                amount => amount.Amount.ToString(),
                StringComparer.Ordinal
            ),
            it.Flow.Reference
        );

    /// <summary>The line as it follows from the price and the points. It has no ids.</summary>
    /// <exception cref="FormatException">A word is none of this version.</exception>
    public SettlementLine Recalculate(string merchantId)
    {
        var side = Parse<LineSide>(Side);
        var (issuer, other) = side == LineSide.Issuer ? (merchantId, Counterparty) : (Counterparty, merchantId);
        return new(
            new(
                FlowId: "",
                Parse<FlowKind>(Kind),
                LedgerKey: "",
                ProgrammeId,
                EntryId: "",
                issuer ?? "",
                other,
                new(Points),
                new(new(FenPer100Points), PlatformFeeRate, Parse<Domain.Programmes.SettledWhen>(PaidWhen)),
                At,
                Reference
            )
            {
                Worth = WorthFen is { } worth ? new Fen(worth) : null,
            },
            side
        );
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static T Parse<T>(string name)
        where T : struct, Enum =>
        Array.Find(Enum.GetValues<T>(), value => NameOf(value) == name) is var value && NameOf(value) == name
            ? value
            : throw new FormatException($"{name} is no {typeof(T).Name}");
}
