using Points.Domain.Approving;
using Points.Domain.Earning;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>Books purchases that operators posted, once that is approved.</summary>
internal sealed class PurchaseCommand(AccrueHandler handler, HttpPipeline pipeline) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.Purchase;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var waiting = WaitingRequest.From(approval);
        var (purchase, _) = waiting.Read(fields => AccrueBody.Read(fields, waiting.MemberId, byOperator: true));
        var request = waiting.ToRequest(approval, purchase.Fingerprint(), pipeline.Now);
        var outcome = await handler.Handle(purchase with { IsMemberPresent = waiting.IsMemberPresent }, request, ct);
        return AccrualResponse.From(outcome, Viewer.OfEverything);
    }
}
