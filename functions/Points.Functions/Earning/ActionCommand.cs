using Points.Domain.Approving;
using Points.Domain.Earning;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>Books actions that operators recorded, once that is approved.</summary>
internal sealed class ActionCommand(RecordActionHandler handler, HttpPipeline pipeline) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.Action;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var waiting = WaitingRequest.From(approval);
        var action = waiting.Read(fields => RecordActionBody.Read(fields, waiting.MemberId, byOperator: true));
        var request = waiting.ToRequest(approval, action.Fingerprint(), pipeline.Now);
        return AccrualResponse.From(await handler.Handle(action, request, ct), Viewer.OfEverything);
    }
}
