using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

/// <summary>
/// The host accepts and refuses the bodies that the API document says: for bodies made from its schemas, right and
/// wrong. A right body may still be refused for what holds between fields, which no schema says.
/// </summary>
public sealed class BodyPropertyTests(AcceptanceHost host)
{
    private const int BodiesOfEach = 30;

    public static TheoryData<string, int> Operations =>
        [
            .. OperationCalls
                .WithBody.Where(it => !OperationCalls.HasPublishedSchema(it))
                .Select((it, i) => new TheoryDataRow<string, int>(it.Name, 1_000 + i)),
        ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_wrong_body_is_refused_at_its_fault(string name, int seed)
    {
        var (operation, bodies) = (OperationCalls.Find(name), new SchemaBodies(new Random(seed)));
        var schema = OperationCalls.BodySchema(operation);
        var token = await OperationCalls.TokenFor(host.Api, operation);
        for (var i = 0; i < BodiesOfEach; i++)
        {
            var body = bodies.Right(schema) as JsonObject ?? [];
            var fault = bodies.Break(schema, body)!;
            if (PublishedContract.Current.FindRequestViolation(operation, body.ToJsonString()) is null)
                continue; // The change made another right body.
            var reply = await OperationCalls.Send(host.Api, operation, token, body);
            Assert.True(
                reply.Status == HttpStatusCode.BadRequest
                    && reply.Body["errors"]!
                        .AsObject()
                        .Any(error =>
                            error.Key.StartsWith(fault.Split('.')[0].Split('[')[0], StringComparison.Ordinal)
                        ),
                $"seed {seed}, body {i}: {fault} is wrong in {body.ToJsonString()}, but the answer is {reply.Raw}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_right_body_is_never_refused_for_a_single_field(string name, int seed)
    {
        var (operation, bodies) = (OperationCalls.Find(name), new SchemaBodies(new Random(seed)));
        var schema = OperationCalls.BodySchema(operation);
        var token = await OperationCalls.TokenFor(host.Api, operation);
        for (var i = 0; i < BodiesOfEach; i++)
        {
            var body = bodies.Right(schema) as JsonObject ?? [];
            Assert.Null(PublishedContract.Current.FindRequestViolation(operation, body.ToJsonString()));
            var reply = await OperationCalls.Send(host.Api, operation, token, body);
            if (reply.Status == HttpStatusCode.BadRequest)
                Assert.All(
                    reply.Body["errors"]!.AsObject(),
                    error =>
                        Assert.False(
                            IsOfOneField((string)error.Value!),
                            $"seed {seed}, body {i}: {body.ToJsonString()} is right, but {error.Key} {error.Value}"
                        )
                );
        }
    }

    /// <summary>What the readers say of a single value, each of which the schema says as well.</summary>
    private static bool IsOfOneField(string why) =>
        why.StartsWith("must be text of", StringComparison.Ordinal)
        || why.StartsWith("must be a whole number from", StringComparison.Ordinal)
        || why.StartsWith("must be a number from", StringComparison.Ordinal)
        || why.StartsWith("must be true or false", StringComparison.Ordinal)
        || why.StartsWith("must be an instant", StringComparison.Ordinal)
        || why.StartsWith("must be a date", StringComparison.Ordinal)
        || why.StartsWith("must be one of", StringComparison.Ordinal)
        || why.StartsWith("must be an object", StringComparison.Ordinal)
        || why == Domain.Reading.FieldReader.IdRule
        || why == "is required";
}
