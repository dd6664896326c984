using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>A line of an account. Written once and never changed.</summary>
/// <param name="Account">The account, which is the partition.</param>
internal sealed record LineDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    LineSide Side,
    FlowDocument Flow
)
{
    public const string TypeName = "line";

    public static LineDocument From(SettlementAccountKey account, SettlementLine it) =>
        new(it.LineId, TypeName, account.ToString(), it.SortKey, it.Side, FlowDocument.From(it.Flow));

    public SettlementLine ToLine() => new(Flow.ToFlow(), Side);
}
