using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Emulators.ServiceBus;
using Points.Domain.Messaging;
using Points.Torture.Instances;
using Points.Torture.Requests;

namespace Points.Torture.Steps;

/// <summary>Purchases and refunds as messages: twice, late, out of order, and unfit ones.</summary>
internal static class MessageSteps
{
    public static async Task Buy(Step step)
    {
        var order = EarningSteps.NewOrder(step);
        var refundsFirst = step.OneIn(8);
        if (refundsFirst)
            await SendNew(step, "refund", order, RefundOf(step, order), "-refund");
        await SendNew(step, "purchase", order, EarningSteps.PurchaseOf(step, order), "");
        step.World.Add(order);
    }

    public static async Task Refund(Step step)
    {
        if (step.World.AnyOrder(step.Dice) is { } order)
            await SendNew(step, "refund", order, RefundOf(step, order), "");
    }

    /// <summary>Sends an earlier message again, as the same message.</summary>
    public static async Task SendAgain(Step step)
    {
        if (step.World.AnyMessage(step.Dice) is { } message)
            await Send(step, message);
    }

    /// <summary>Sends a message that can never be processed.</summary>
    public static async Task SendUnfit(Step step)
    {
        var message = new KnownMessage(
            $"unfit-{step.Name}",
            "stall",
            "",
            "",
            "{ \"type\": \"purchase\" ",
            IsGood: false
        );
        step.World.Add(message);
        await Send(step, message);
    }

    private static JsonObject RefundOf(Step step, KnownOrder order) =>
        RefundingSteps.BodyOf(order, $"r-{step.Name}", Math.Max(1, order.AmountFen / step.Dice.Next(1, 4)));

    private static async Task SendNew(Step step, string type, KnownOrder order, JsonObject body, string suffix)
    {
        (body["type"], body["memberId"]) = (type, order.MemberId);
        var message = new KnownMessage(
            $"m-{step.Name}{suffix}",
            order.MerchantId,
            order.MemberId,
            order.ProgrammeId,
            body.ToJsonString(),
            IsGood: true
        );
        step.World.Add(message);
        await Send(step, message);
        if (step.OneIn(5))
            await Send(step, message);
    }

    private static Task Send(Step step, KnownMessage message) => Send(step.Cluster, step.Journal, message);

    /// <summary>Sends a message with a new token, as its merchant does.</summary>
    public static async Task Send(Cluster cluster, Journal journal, KnownMessage message)
    {
        var token = cluster.Cloud.Tokens.CreateToken(
            Caller.Merchant(message.MerchantId).Token with
            {
                Audience = Queues.MerchantEvents,
            }
        );
        try
        {
            await cluster.Cloud.Bus.Send(
                Queues.MerchantEvents,
                [
                    new(message.MessageId, Encoding.UTF8.GetBytes(message.Body))
                    {
                        Properties = ImmutableDictionary<string, string>.Empty.Add("authorization", $"Bearer {token}"),
                    },
                ]
            );
            journal.Count("sent message");
        }
        catch (Exception fault) when (fault is QueueBusyException or QueueUnavailableException)
        {
            journal.Count("sent message without an answer");
        }
    }
}
