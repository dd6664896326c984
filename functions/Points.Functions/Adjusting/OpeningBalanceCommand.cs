using Points.Domain.Adjusting;
using Points.Domain.Approving;
using Points.Functions.Approving;
using Points.Functions.Http;

namespace Points.Functions.Adjusting;

/// <summary>Books opening balances once they are approved.</summary>
internal sealed class OpeningBalanceCommand(OpenBalanceHandler handler, HttpPipeline pipeline) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.OpeningBalance;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var waiting = WaitingRequest.From(approval);
        var balance = waiting.Read(fields => OpenBalanceBody.Read(fields, waiting.MemberId));
        var request = waiting.ToRequest(approval, balance.Fingerprint(), pipeline.Now);
        return OpeningBalanceView.Respond(await handler.Handle(balance, request, ct));
    }
}
