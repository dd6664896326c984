using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Messaging;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Messaging;

/// <summary>Lists the messages that queues no longer deliver.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class DeadLettersHttp(IDeadLetters deadLetters, HttpPipeline pipeline)
{
    /// <summary>
    /// Lists the messages that a queue no longer delivers, oldest first, with the reasons. They stay in the queue.
    /// Senders' tokens are not shown.
    /// </summary>
    [Function("DeadLetters")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<DeadLetterView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "queues/{queue}/deadletters")]
            HttpRequest http,
        string queue,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.OperatorOrAuditor,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(queue) is { } problem)
                    return problem;
                var asked = PageRequest.Read(http);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                if (!Queues.All.Contains(queue))
                    return Problems.NotFound("queue");
                var letters = await deadLetters.Read(queue, paging.After, paging.Limit + 1, ct);
                return new ViewResponse<ListView<DeadLetterView>>(
                    StatusCodes.Status200OK,
                    new(
                        [.. letters.Take(paging.Limit).Select(DeadLetterView.From)],
                        letters.Count > paging.Limit
                            ? PageRequest.CursorAfter(letters[paging.Limit - 1].SequenceNumber)
                            : null
                    ),
                    MessagingJson.Default.ListViewDeadLetterView
                );
            }
        );
}
