using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Json.Schema;
using Points.Functions.Intake;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.Intake;

/// <summary>The published schema and the reader accept and reject the same messages.</summary>
public sealed class SchemaTests(AcceptanceHost host)
{
    private const string Purchase = """
        { "type": "purchase", "memberId": "m-1", "programmeId": "p", "merchantId": "shop", "orderId": "o/1",
          "occurredAt": "2027-01-30T18:05:00+08:00", "lines": [ { "sku": "s", "category": "c", "amountFen": 100 } ] }
        """;
    private const string Refund = """
        { "type": "refund", "memberId": "m-1", "programmeId": "p", "merchantId": "shop", "orderId": "o/1",
          "refundId": "订单", "amountFen": 100 }
        """;

    public static TheoryData<string, string> Valid =>
        new()
        {
            { Purchase, "" },
            { Purchase, """{"version":1,"channel":"app","paidWithPointsFen":100,"redemptionIds":["r-1","r-AZ_.9"]}""" },
            {
                Purchase,
                """
                    { "occurredAt": "2027-01-30T10:05Z",
                      "lines": [ { "sku": "s", "category": "c", "amountFen": 0, "quantity": 1000000,
                                   "serviceOn": "2027-02-28", "tags": ["a", "b"] } ] }
                    """
            },
            { Purchase, """{"occurredAt":"2027-01-30T10:05:00.1234567Z","redemptionIds":[]}""" },
            { Refund, "" },
            { Refund, """{"version":1,"lines":[]}""" },
            {
                Refund,
                """
                    { "amountFen": null,
                      "lines": [ { "sku": "s", "amountFen": 100, "category": "c", "quantity": 2,
                                   "serviceOn": "2027-02-28", "tags": ["t"] } ] }
                    """
            },
        };

    /// <summary>Changes that make a valid message invalid; null removes a field.</summary>
    public static TheoryData<string, string> Invalid =>
        new()
        {
            { Purchase, """{"type":null}""" },
            { Purchase, """{"type":"gift"}""" },
            { Purchase, """{"type":"Purchase"}""" },
            { Purchase, """{"type":"refund"}""" },
            { Purchase, """{"version":2}""" },
            { Purchase, """{"version":"1"}""" },
            { Purchase, """{"memberId":null}""" },
            { Purchase, """{"memberId":"a b"}""" },
            { Purchase, """{"programmeId":"p/q"}""" },
            { Purchase, """{"merchantId":""}""" },
            { Purchase, """{"orderId":""}""" },
            { Purchase, """{"orderId":7}""" },
            { Purchase, """{"occurredAt":"2027-01-30T18:05:00"}""" },
            { Purchase, """{"occurredAt":"2027-01-30"}""" },
            { Purchase, """{"lines":[]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c"}]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c","amountFen":-1}]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c","amountFen":1.5}]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c","amountFen":10000000001}]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c","amountFen":1,"quantity":0}]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c","amountFen":1,"tags":[""]}]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c","amountFen":1,"serviceOn":"tomorrow"}]}""" },
            { Purchase, """{"lines":[{"sku":"s","category":"c","amountFen":1,"colour":"red"}]}""" },
            { Purchase, """{"channel":""}""" },
            { Purchase, """{"paidWithPointsFen":-1}""" },
            { Purchase, """{"redemptionIds":["e-1"]}""" },
            { Purchase, """{"redemptionIds":"r-1"}""" },
            { Purchase, """{"refundId":"r"}""" },
            { Purchase, """{"authorization":"Bearer x"}""" },
            { Refund, """{"refundId":null}""" },
            { Refund, """{"amountFen":null}""" },
            { Refund, """{"amountFen":0}""" },
            { Refund, """{"amountFen":null,"lines":[]}""" },
            { Refund, """{"lines":[{"sku":"s","amountFen":100}]}""" },
            { Refund, """{"occurredAt":"2027-01-30T18:05:00+08:00"}""" },
            { Refund, """{"amountFen":null,"lines":[{"sku":"s","amountFen":100,"colour":"red"}]}""" },
        };

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task Schema_and_reader_both_accept_a_valid_message(string message, string changes)
    {
        var document = Apply(changes, message);

        Assert.True((await ReadSchema()).Evaluate(document).IsValid);
        Assert.Equal(
            "",
            EventMessage
                .Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "m-1", byOperator: false)
                .Errors.ToString()
        );
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Schema_and_reader_both_reject_an_invalid_message(string message, string changes)
    {
        var document = Apply(changes, message);

        Assert.False((await ReadSchema()).Evaluate(document).IsValid);
        Assert.True(
            EventMessage
                .Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "m-1", byOperator: false)
                .Errors.HasErrors
        );
    }

    [Fact]
    public async Task The_schema_is_served_with_its_media_type()
    {
        var served = await host.Api.Send(HttpMethod.Get, "/api/schemas/merchant-event", null);

        Assert.Equal((HttpStatusCode.OK, "application/schema+json"), (served.Status, served.ContentType));
    }

    private async Task<JsonSchema> ReadSchema() =>
        JsonSchema.FromText((await host.Api.Send(HttpMethod.Get, "/api/schemas/merchant-event", null)).Raw);

    private static JsonObject Apply(string changes, string message)
    {
        var document = JsonNode.Parse(message)!.AsObject();
        foreach (var (field, value) in changes.Length == 0 ? [] : JsonNode.Parse(changes)!.AsObject())
            if (value is null)
                document.Remove(field);
            else
                document[field] = value.DeepClone();
        return document;
    }
}
