using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Verifying;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Verifying;

/// <summary>Gives what recomputes the ledger of a wallet.</summary>
[ApiTag(ApiTags.Verifying)]
public sealed class WalletProofHttp(ProofReader proofs, IWalletStore wallets, HttpPipeline pipeline)
{
    /// <summary>
    /// Returns the entries of a wallet with everything that their hashes cover, oldest first, and then its records.
    /// From all pages together, every hash and every balance can be recomputed. A page can be empty and have a `next`.
    /// </summary>
    [Function("WalletProof")]
    [Callers(Roles.Member | Roles.Auditor)]
    [Paged]
    [QueryParameter("after", "Only entries with a higher number.", Pattern = @"^\d+$")]
    [Response(StatusCodes.Status200OK, typeof(LedgerProof))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "members/{memberId}/wallets/{programmeId}/proof"
        )]
            HttpRequest http,
        string memberId,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToVerify(memberId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(memberId, programmeId) is { } fault)
                    return fault;
                var asked = ProofRequest.ReadPage(http);
                if (!asked.TryGetValue(out var request))
                    return Problems.Invalid(asked.Errors);
                var wallet = new WalletId(memberId, programmeId);
                if (await proofs.Read(wallet, request, ct) is { } proof)
                    return new ViewResponse<LedgerProof>(
                        StatusCodes.Status200OK,
                        proof,
                        VerifyingJson.Default.LedgerProof
                    );
                return await wallets.Find(wallet, ct) is null
                    ? Problems.NotFound("wallet")
                    : ProofRequest.InvalidCursor;
            }
        );
}
