using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Points.Domain.Approving;
using Points.Domain.Ledger;
using Points.Functions.Approving;
using Points.Functions.Http;

namespace Points.Functions.Erasing;

/// <summary>The command to erase a member, as it waits for approval. It names the key: the approval stays.</summary>
internal sealed record ApprovedErasure(string LedgerKey)
{
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ErasingJson.Default.ApprovedErasure);
}

/// <summary>What an approved erasure answers.</summary>
internal sealed record ErasedView(bool Erased);

/// <summary>Erases members once that is approved.</summary>
internal sealed class ErasureCommand(MemberErasure erasure, ILedgerKeys ledgers) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.Erasure;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var ledgerKey = approval.Command.Deserialize(ErasingJson.Default.ApprovedErasure)!.LedgerKey;
        // A repeat finds nobody: the member is erased.
        if (await ledgers.FindMember(ledgerKey, ct) is { } memberId)
            await erasure.Erase(memberId, approval.RequestedBy, ct);
        return new ViewResponse<ErasedView>(StatusCodes.Status200OK, new(true), ErasingJson.Default.ErasedView);
    }
}
