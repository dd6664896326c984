using Points.Domain.Adjusting;
using Points.Domain.Approving;
using Points.Functions.Approving;
using Points.Functions.Http;

namespace Points.Functions.Adjusting;

/// <summary>Books adjustments once they are approved.</summary>
internal sealed class AdjustmentCommand(AdjustHandler handler, HttpPipeline pipeline) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.Adjustment;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var waiting = WaitingRequest.From(approval);
        var adjustment = waiting.Read(fields => AdjustBody.Read(fields, waiting.MemberId));
        var request = waiting.ToRequest(approval, adjustment.Fingerprint(), pipeline.Now);
        return AdjustmentView.Respond(await handler.Handle(adjustment, request, ct));
    }
}
