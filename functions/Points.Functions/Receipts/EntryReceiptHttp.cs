using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Signing;

namespace Points.Functions.Receipts;

/// <summary>Signs an entry, so that its member can prove it to anybody without this app.</summary>
[ApiTag(ApiTags.Wallets)]
public sealed class EntryReceiptHttp(IWalletStore wallets, ILedger ledger, SigningKeys keys, HttpPipeline pipeline)
{
    /// <summary>
    /// Gets a signed receipt of a ledger entry. Whoever has it can check it with the key that `GET /api/keys` shows.
    /// </summary>
    [Function("EntryReceipt")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = SignedDocument.MediaType,
        Description = "A JWS in its compact form with EdDSA. Its payload is the entry, with its place in the ledger."
    )]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "members/{memberId}/wallets/{programmeId}/entries/{entryId}/receipt"
        )]
            HttpRequest http,
        string memberId,
        string programmeId,
        string entryId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ =>
            {
                if (
                    (PathIdValidation.FindProblem(memberId, programmeId) ?? PathIdValidation.FindProblem(entryId)) is
                    { } fault
                )
                    return fault;
                return await Find(new(memberId, programmeId), entryId, ct) is { } receipt
                    ? new SignedResponse(
                        keys.Sign(
                            DocumentTypes.Receipt,
                            ReadableJson.Serialize(receipt, ReceiptsJson.Default.EntryReceipt).Span
                        )
                    )
                    : Problems.NotFound("entry");
            }
        );

    private async Task<EntryReceipt?> Find(WalletId id, string entryId, CancellationToken ct)
    {
        if (
            await ledger.Find(id.MemberId, entryId, ct) is not var (owner, entry)
            || owner != id
            || await wallets.Find(id, ct) is not { } wallet
        )
            return null;
        var before = await wallets.ListEntries(id, entry.Sequence, limit: 1, ct);
        return EntryReceipt.From(wallet, entry, before.Count > 0 ? before[0] : null);
    }
}
