using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Approving;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Notifying;
using Points.Functions.OpenApi;

namespace Points.Functions.Approving;

/// <summary>Shows approvals.</summary>
[ApiTag(ApiTags.Approvals)]
public sealed class ApprovalsHttp(IApprovals approvals, HttpPipeline pipeline)
{
    private static readonly Dictionary<string, ApprovalStatus> Statuses = EnumNames.ByName<ApprovalStatus>();

    /// <summary>Lists what operators have asked for and others must approve, newest first.</summary>
    [Function("Approvals")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Paged]
    [QueryParameter("state", "Only those that are waiting, approved, done, refused, rejected, or expired.")]
    [Response(StatusCodes.Status200OK, typeof(ListView<ApprovalView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "approvals")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.OperatorOrAuditor,
            handle: async _ =>
            {
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                var state = http.Query["state"].ToString();
                if (state.Length > 0 && !Statuses.ContainsKey(state))
                    asked.Errors.AddError("state", $"must be one of {string.Join(", ", Statuses.Keys)}");
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var now = pipeline.Now;
                var found = await approvals.List(
                    state.Length > 0 ? Statuses[state] : null,
                    now,
                    paging.After,
                    paging.Limit + 1,
                    ct
                );
                return new ViewResponse<ListView<ApprovalView>>(
                    StatusCodes.Status200OK,
                    paging.ToListView(found, it => ApprovalView.From(it, now), it => it.SortKey),
                    ApprovingJson.Default.ListViewApprovalView
                );
            }
        );

    /// <summary>Shows an approval.</summary>
    [Function("Approval")]
    [Callers(Roles.Operator | Roles.Support | Roles.Finance | Roles.Marketing | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(ApprovalView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "approvals/{approvalId}")] HttpRequest http,
        string approvalId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.StaffOrAuditor,
            handle: async caller =>
                PathIdValidation.FindProblem(approvalId) is { } invalidPath ? invalidPath
                : await approvals.Find(approvalId, ct) is var (approval, _) && MayRead(caller, approval)
                    ? ApprovalView.Respond(StatusCodes.Status200OK, approval, pipeline.Now)
                : Problems.NotFound("approval")
        );

    /// <summary>Staff without the role operator see what they asked for themselves.</summary>
    private static bool MayRead(Caller caller, Approval approval) =>
        caller.IsOperator || caller.IsAuditor || approval.RequestedBy.Subject == caller.Subject;
}
