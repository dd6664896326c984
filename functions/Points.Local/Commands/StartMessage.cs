namespace Points.Local.Commands;

/// <summary>The text that the host prints when it starts to listen.</summary>
internal static class StartMessage
{
    public static string WithoutSampleCommands(LocalHost host) =>
        $$"""
            {{ListeningLine(host)}}
            To get a token: curl -s {{host.Address}}local/tokens -d '{"sub":"me","roles":["operator"]}'
            """;

    /// <summary>Includes commands that show the sample programmes.</summary>
    public static string WithSampleCommands(LocalHost host)
    {
        var operators = host.Tokens.CreateToken(new("operator-1", ["operator"]));
        var second = host.Tokens.CreateToken(new("operator-2", ["operator"]));
        var merchant = host.Tokens.CreateToken(new("till-1", ["merchant"], "supermarket"));
        var member = host.Tokens.CreateToken(new("member-1", ["member"]));
        var url = $"{host.Address}api/members/member-1";
        var purchase = Purchase(host.Clock.GetUtcNow());
        return $$"""
            {{ListeningLine(host)}}
            Paste these commands into another terminal. The tokens are valid for one hour. To get another token:
              curl -sw '\n' {{host.Address}}local/tokens -d '{"sub":"me","roles":["operator"]}'

            OPERATOR={{operators}}
            SECOND={{second}}   # another operator, who approves what the first one asks for
            MERCHANT={{merchant}}
            MEMBER={{member}}

            # Enrol a member.
            curl -sw '\n' -X PUT {{url}} {{Bearer("OPERATOR")}} -d '{{Profile}}'
            # Ask how many points a purchase would earn, then post it.
            curl -sw '\n' {{url}}/accruals/quote {{Bearer("MERCHANT")}} -d '{{purchase}}'
            curl -sw '\n' {{url}}/accruals {{Bearer("MERCHANT")}} {{Key("key-1")}} -d '{{purchase}}'
            # Show the wallet.
            curl -sw '\n' {{url}}/wallets/supermarket {{Bearer("MEMBER")}}
            # Turn 1,000 points into a voucher of 20 yuan.
            curl -sw '\n' {{url}}/redemptions {{Bearer("MEMBER")}} {{Key("key-2")}} -d '{{Redemption}}'
            """;
    }

    private static string ListeningLine(LocalHost host) =>
        $"Points listens on {host.Address.ToString().TrimEnd('/')} and keeps its data in {host.DataFolder}."
        + (
            host.StoreServer is { } store
                ? $"\nIts documents are at {store.Endpoint}: the key is in {store.KeyFile}, "
                    + $"the certificate to trust in {store.CertificateFile}."
                : ""
        );

    private static string Bearer(string variable) => $"-H \"Authorization: Bearer ${variable}\"";

    private static string Key(string key) => $"-H \"Idempotency-Key: {key}\"";

    private static string Profile =>
        OneLine(
            """
            {"birthDate":"1990-05-17","identityVerified":true,
            "consents":{"personalisation":true,"marketing":true},"programmes":["supermarket","fast-food"]}
            """
        );

    private static string Purchase(DateTimeOffset occurredAt) =>
        OneLine(
            $$"""
            {"programmeId":"supermarket","merchantId":"supermarket","orderId":"order-1",
            "occurredAt":"{{occurredAt:yyyy-MM-ddTHH:mm:ssZ}}",
            "lines":[{"sku":"tea","category":"food","amountFen":120000}]}
            """
        );

    private static string Redemption =>
        """{"programmeId":"supermarket","rewardId":"voucher","points":1000,"mode":"immediate"}""";

    private static string OneLine(string json) => json.ReplaceLineEndings("");
}
