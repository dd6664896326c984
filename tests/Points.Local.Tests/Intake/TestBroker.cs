using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Points.Functions;
using Points.Functions.Access;
using Points.Functions.Intake;
using Points.Functions.Settings;

namespace Points.Local.Tests.Intake;

/// <summary>
/// Delivers messages to the function <see cref="MerchantEvents"/> as Service Bus would, one at a time. Uses the store,
/// the clock and the tokens of a running host.
/// </summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly RunningHost _host;
    private readonly ServiceProvider _services;

    /// <param name="trust">Which tokens are accepted; by default those of the host.</param>
    public TestBroker(RunningHost host, TokenTrust? trust = null)
    {
        _host = host;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new LimitsOptions())
            .AddSingleton(new ApprovalsOptions())
            .AddSingleton(new RetentionOptions())
            .AddSingleton(host.Clock)
            .AddSingleton(host.Keys)
            .AddSingleton(host.Connect())
            .AddSingleton(trust ?? host.Tokens.Trust)
            .AddPoints()
            .BuildServiceProvider();
    }

    public Task<RecordedActions> Deliver(
        JsonObject body,
        string messageId,
        string? token,
        TimeSpan ago = default,
        long sequenceNumber = 1
    ) => Deliver(Encoding.UTF8.GetBytes(body.ToJsonString()), messageId, token, ago, sequenceNumber);

    /// <param name="ago">How long ago the broker received the message.</param>
    /// <param name="sequenceNumber">Another one if the message was sent again, instead of delivered again.</param>
    /// <returns>How the function settled the message. Exceptions of the function are not caught.</returns>
    public async Task<RecordedActions> Deliver(
        byte[] body,
        string? messageId,
        string? token,
        TimeSpan ago = default,
        long sequenceNumber = 1
    )
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        if (token is not null)
            properties["authorization"] = $"Bearer {token}";
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromBytes(body),
            messageId: messageId,
            properties: properties,
            enqueuedTime: TimeProvider.System.GetUtcNow() - ago,
            sequenceNumber: sequenceNumber,
            deliveryCount: 1
        );
        var actions = new RecordedActions();
        await ActivatorUtilities
            .CreateInstance<MerchantEvents>(_services)
            .Run(message, actions, TestContext.Current.CancellationToken);
        return actions;
    }

    /// <summary>Reads the outcome of a message as its merchant.</summary>
    public async Task<Reply> Outcome(string merchantId, string messageId) =>
        await _host.Api.Send(
            HttpMethod.Get,
            $"/api/partners/{merchantId}/events/{Uri.EscapeDataString(messageId)}",
            await _host.Api.MerchantToken(merchantId)
        );

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
