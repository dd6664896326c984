using Points.Cli.Hosts;
using Points.Cli.Importing.Reading;
using Points.Client;
using Points.Domain.Approving;
using Approval = Points.Client.Approval;
using ApprovalStatus = Points.Client.ApprovalStatus;

namespace Points.Cli.Importing.Approving;

/// <summary>
/// Has an import by an operator approved by a second one, as a whole: exactly its rows, and what they come to. What a
/// merchant imports needs no approval.
/// </summary>
internal sealed class ImportApproval(HostClient host, ImportedCommands commands, string programmeId)
{
    /// <param name="name">What it is, for who approves it.</param>
    /// <returns>The proofs that go with the rows; null if they need none.</returns>
    /// <exception cref="CommandException">It waits for a second operator, or is too large.</exception>
    public async Task<ApprovedRows?> Obtain(string name, IEnumerable<ReadItem> items, CancellationToken ct)
    {
        var rows = ListRows(items, ct);
        if (rows.Count == 0)
            return null;
        var tree = new ImportTree(rows);
        var body = new ImportBody
        {
            ProgrammeId = programmeId,
            Name = name,
            Root = tree.Root,
            Rows = tree.Sum.Rows,
            AmountFen = tree.Sum.Amount.Value,
            Points = tree.Sum.Points.Value,
        };
        var answer = await host.Ask(api => api.AskToImportAsync(body, ct));
        if (answer.Refusal is { Code: "forbidden" })
            return null;
        if (answer.Accepted?.Result is not { } approval)
            throw new CommandException($"The host refuses the import: {answer.Refusal!.Reason()}");
        if (approval.Status != ApprovalStatus.Done)
            await ApproveAsSecond(approval, tree.Sum, ct);
        return new(approval.ApprovalId, tree, rows.Select(it => it.Fingerprint));
    }

    private List<(string Fingerprint, ImportSum Sum)> ListRows(IEnumerable<ReadItem> items, CancellationToken ct)
    {
        var rows = new List<(string, ImportSum)>();
        foreach (var transaction in items.OfType<ReadItem.ToPost>().Select(it => it.Transaction))
        {
            ct.ThrowIfCancellationRequested();
            if (rows.Count == ImportTree.RowsMax)
                throw new CommandException($"An import has at most {ImportTree.RowsMax} orders: split the file.");
            if (transaction is Transaction.Purchase purchase)
                rows.Add((commands.FingerprintOf(purchase), new(1, purchase.Amount, default)));
            if (transaction is Transaction.Balance balance)
                rows.Add((commands.FingerprintOf(balance), new(1, Fen.Zero, new(balance.Lots.Sum(it => it.Points)))));
        }
        return rows;
    }

    /// <summary>On a one-machine host, approves as its second operator, and says so.</summary>
    /// <exception cref="CommandException">On other hosts a person must approve.</exception>
    private async Task ApproveAsSecond(Approval approval, ImportSum sum, CancellationToken ct)
    {
        var what = FormattableString.Invariant(
            sum.Points.Value == 0
                ? (FormattableString)$"{sum.Rows:N0} orders of {sum.Amount}"
                : $"{sum.Rows:N0} balances of {sum.Points.Value:N0} points"
        );
        if (host.SecondOperator is not { } second)
            throw new CommandException(
                $"The import of {what} waits for a second operator, who approves it with "
                    + $"POST /api/approvals/{approval.ApprovalId}/approve: run the same command again then."
            );
        var decided = await second.Ask(api =>
            api.ApproveAsync(approval.ApprovalId, new NoteBody { Note = "points import" }, cancellationToken: ct)
        );
        if (decided.Refusal is { } refusal)
            throw new CommandException($"The second operator cannot approve the import: {refusal.Reason()}");
        await Console.Out.WriteLineAsync(
            $"A second operator must approve the import of {what}: this one-machine host has one, "
                + $"{HostTokens.SecondSubject}, who has approved it."
        );
    }
}
