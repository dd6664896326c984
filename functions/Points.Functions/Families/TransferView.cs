using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Families;

/// <summary>A transfer, and the sender's wallet after it.</summary>
/// <param name="Status">
/// <c>completed</c>; <c>returned</c> if the receiver could not accept the points; <c>pending</c> until that is decided.
/// </param>
internal sealed record TransferView(
    string TransferId,
    [OneOf("completed", "returned", "pending")] string Status,
    string ToMemberId,
    long Points,
    IReadOnlyList<LotView> Lots,
    WalletView Wallet
)
{
    public static TransferView From(LedgerEntry entry, SendPoints command)
    {
        var wallet = WalletView.From(entry);
        return entry.Kind switch
        {
            EntryKind.TransferOut it => new(
                it.TransferId,
                "pending",
                command.ToMemberId,
                command.Points.Value,
                LotView.From(entry.HoldChanges),
                wallet
            ),
            EntryKind.TransferCompletion it => new(
                it.TransferId,
                it.HasArrived ? "completed" : "returned",
                command.ToMemberId,
                command.Points.Value,
                LotView.FromOutgoing(entry.HoldChanges),
                wallet
            ),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} does not belong to a transfer"),
        };
    }
}
