using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Verifying;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Verifying;

/// <summary>Lists the ledgers to auditors, and gives what recomputes each.</summary>
[ApiTag(ApiTags.Verifying)]
public sealed class LedgersHttp(IStoredLedgers ledgers, ProofReader proofs, HttpPipeline pipeline)
{
    /// <summary>
    /// Lists all ledgers, those of erased members, too. While new ones come, no ledger that was there before is left
    /// out or listed twice. A page can be short, or empty, and have a `next`.
    /// </summary>
    [Function("Ledgers")]
    [Callers(Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<LedgerView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ledgers")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Auditor,
            handle: async _ =>
            {
                var asked = ProofRequest.ReadList(http);
                if (!asked.TryGetValue(out var request))
                    return Problems.Invalid(asked.Errors);
                return await ledgers.List(request.Position, request.Limit, ct) is var (found, next)
                    ? new ViewResponse<ListView<LedgerView>>(
                        StatusCodes.Status200OK,
                        new(
                            [.. found.Select(it => new LedgerView(it.Key.Value, it.Wallet.ProgrammeId))],
                            next is null ? null : ProofRequest.CursorOfLedgers(next)
                        ),
                        VerifyingJson.Default.ListViewLedgerView
                    )
                    : ProofRequest.InvalidCursor;
            }
        );

    /// <summary>
    /// Returns what recomputes a ledger, as `/members/{memberId}/wallets/{programmeId}/proof` does, also after its
    /// member was erased.
    /// </summary>
    [Function("LedgerProof")]
    [Callers(Roles.Auditor)]
    [Paged]
    [QueryParameter("programmeId", "The programme; required if the key names ledgers in several programmes.")]
    [QueryParameter("after", "Only entries with a higher number.", Pattern = @"^\d+$")]
    [Response(StatusCodes.Status200OK, typeof(LedgerProof))]
    [ProblemResponses("not-found")]
    public Task<IResult> GetProof(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ledgers/{ledgerKey}/proof")]
            HttpRequest http,
        string ledgerKey,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Auditor,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(ledgerKey) is { } fault)
                    return fault;
                var asked = ProofRequest.ReadPage(http);
                if (!asked.TryGetValue(out var request))
                    return Problems.Invalid(asked.Errors);
                var wallets = await ledgers.FindWallets(ledgerKey, ct);
                if ((string?)http.Query["programmeId"] is { } programmeId)
                    wallets = [.. wallets.Where(it => it.ProgrammeId == programmeId)];
                if (wallets.Count > 1)
                    return Problems.Invalid("programmeId", "is required: the key names ledgers in several programmes");
                if (wallets is not [var wallet])
                    return Problems.NotFound("ledger");
                return await proofs.Read(wallet, request, ct) is { } proof
                    ? new ViewResponse<LedgerProof>(StatusCodes.Status200OK, proof, VerifyingJson.Default.LedgerProof)
                    : ProofRequest.InvalidCursor;
            }
        );
}
