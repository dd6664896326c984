using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Points.Domain.Approving;
using Points.Domain.Ledger;
using Points.Functions.Http;

namespace Points.Functions.Approving;

/// <summary>Lets the rows of approved imports be booked without an approval of their own.</summary>
public sealed class ImportProofs(IApprovals approvals)
{
    public const string Header = "Import-Proof";

    public const string Description =
        "For a row of an approved import: the `approvalId`, a full stop, and the proof that it is one of its rows.";

    /// <summary>Approved imports do not change, so that they are read once. Few are under way.</summary>
    private const int RememberedMax = 100;

    private readonly ConcurrentDictionary<string, Approval> _approved = new(StringComparer.Ordinal);

    /// <summary>
    /// Marks a request as approved if it comes with the proof that it is a row of an approved import.
    /// </summary>
    /// <param name="fingerprint">The fingerprint of the row's command.</param>
    /// <param name="row">What the row comes to.</param>
    /// <returns>The request; and a problem if the proof is wrong, which nobody sends by accident.</returns>
    public async Task<(Request Request, Problem? Problem)> Check(
        HttpRequest http,
        Request request,
        string programmeId,
        string fingerprint,
        ImportSum row,
        CancellationToken ct
    )
    {
        if (http.Headers[Header] is not [{ Length: > 0 } header])
            return (request, null);
        var (approvalId, proof) = header.Split('.', 2) is [var id, var rest] ? (id, rest) : (header, "");
        return
            await FindApproved(approvalId, ct) is { } approval
            && approval.ExpiresAt > request.Now
            && ApprovedImport.From(approval) is var import
            && import.ProgrammeId == programmeId
            && ImportTree.Contains(import.Root, import.Sum, fingerprint, row, proof)
            ? (request with { IsApproved = true }, null)
            : (request, Problems.Invalid(Header, "must prove that this is a row of an approved import"));
    }

    private async Task<Approval?> FindApproved(string approvalId, CancellationToken ct)
    {
        if (_approved.TryGetValue(approvalId, out var known))
            return known;
        if (
            PathIdValidation.FindProblem(approvalId) is not null
            || await approvals.Find(approvalId, ct)
                is not
                ({ Kind: ApprovalKind.Import, Status: ApprovalStatus.Done } approval, _)
        )
            return null;
        if (_approved.Count >= RememberedMax)
            _approved.Clear();
        return _approved[approvalId] = approval;
    }
}
