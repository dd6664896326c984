using System.Text.RegularExpressions;
using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>No resource accepts keys, and no template contains a secret.</summary>
internal static partial class KeyRules
{
    private const string Account = "Microsoft.DocumentDB/databaseAccounts";
    private const string Namespace = "Microsoft.ServiceBus/namespaces";
    private const string Component = "Microsoft.Insights/components";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Publishing = "Microsoft.Web/sites/basicPublishingCredentialsPolicies";
    private const string Vault = "Microsoft.KeyVault/vaults";

    /// <summary>
    /// The start of a Key Vault reference. Such a value is not a secret, whatever the setting is called.
    /// </summary>
    private const string Reference = "@Microsoft.KeyVault(";

    public static ImmutableArray<Rule> All =>
        [
            new(
                "Cosmos_DB_takes_no_keys",
                folder => folder.RequireProperty(Account, "properties.disableLocalAuth", "true")
            ),
            new(
                "Service_Bus_takes_no_keys",
                folder => folder.RequireProperty(Namespace, "properties.disableLocalAuth", "true")
            ),
            new(
                "Application_Insights_takes_no_keys",
                folder => folder.RequireProperty(Component, "properties.DisableLocalAuth", "true")
            ),
            new(
                "No_storage_account_takes_shared_keys",
                folder => folder.RequireProperty(Storage, "properties.allowSharedKeyAccess", "false")
            ),
            new(
                "Key_Vault_uses_roles_only",
                folder => folder.RequireProperty(Vault, "properties.enableRbacAuthorization", "true")
            ),
            new(
                "Nobody_publishes_with_a_password",
                folder => new[] { "ftp", "scm" }.SelectMany(way => PublishingIsOff(folder, way))
            ),
            new(
                "No_keys_are_listed",
                folder =>
                    Calls(folder)
                        .Where(call => Lists().IsMatch(RuleChecks.NameOf(call)))
                        .Select(call => Finding.At(call, $"{RuleChecks.NameOf(call)} returns keys"))
            ),
            new(
                "No_connection_string_has_a_key",
                folder =>
                    Texts(folder)
                        .Where(text => Keys().IsMatch(text.Text))
                        .Select(text => Finding.At(text, "this is a connection string with a key"))
            ),
            new("No_text_looks_like_a_secret", LiteralSecrets),
            new("A_parameter_that_is_named_like_a_secret_is_secure", SecureParameters),
            new("No_output_reveals_a_secret", SecretOutputs),
        ];

    private static IEnumerable<Finding> PublishingIsOff(TemplateFolder folder, string way)
    {
        var policies = folder.ResourcesOf(Publishing).Where(policy => policy.Name?.AsText == way).ToList();
        if (policies is not [var first, ..])
            return [new("infra/main.bicep", 1, $"no {Publishing} forbids publishing by {way}")];
        return policies.TrueForAll(policy => policy.At("properties.allow")?.Value.AsFlag == false)
            ? []
            : [Finding.At(first.Part.Node, $"publishing by {way} is allowed")];
    }

    private static IEnumerable<Finding> LiteralSecrets(TemplateFolder folder) =>
        [
            .. from text in Texts(folder)
            where LooksRandom().IsMatch(text.Text) || Token().IsMatch(text.Text)
            select Finding.At(text, "this looks like a key"),
            .. from property in folder.AllNodes().Where(node => node.Kind == "object_property")
            let named = property.NamedChildren.ToList()
            where
                named.Count == 2
                && SecretName().IsMatch(named[0].Text)
                && named[1] is { Kind: "string" } value
                && value.Text != "''"
                && !value.Text.StartsWith($"'{Reference}", StringComparison.Ordinal)
                && !value.Has("interpolation")
            select Finding.At(property, $"{named[0].Text} has a literal value"),
            .. from file in folder.Files
            from declared in file.Parameters.Values.Concat(file.Variables.Values)
            where SecretName().IsMatch(declared.Name) && declared.Value?.Literal is { Length: > 0 }
            select Finding.At(declared.Node, $"{declared.Name} has a literal value"),
        ];

    private static IEnumerable<Finding> SecureParameters(TemplateFolder folder) =>
        from file in folder.Templates
        from parameter in file.Parameters.Values
        where SecretName().IsMatch(parameter.Name) && !parameter.IsSecure
        select Finding.At(parameter.Node, $"{parameter.Name} is named like a secret, but is not @secure()");

    private static IEnumerable<Finding> SecretOutputs(TemplateFolder folder) =>
        from file in folder.Templates
        from output in file.Outputs.Values
        where
            SecretName().IsMatch(output.Name)
            || output
                .Value!.DescendantsAndSelf()
                .Any(node =>
                    (node.Kind == "call_expression" && Lists().IsMatch(RuleChecks.NameOf(node)))
                    || (node.Kind == "identifier" && file.Parameters.GetValueOrDefault(node.Text) is { IsSecure: true })
                )
        select Finding.At(output.Node, $"the output {output.Name} reveals a secret");

    private static IEnumerable<SyntaxNode> Calls(TemplateFolder folder) =>
        folder.AllNodes().Where(node => node.Kind == "call_expression");

    private static IEnumerable<SyntaxNode> Texts(TemplateFolder folder) =>
        folder.AllNodes().Where(node => node.Kind == "string_content");

    [GeneratedRegex("^list[A-Z]?", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Lists();

    [GeneratedRegex(
        "(AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecretValue|Password|Pwd)=",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Keys();

    /// <summary>
    /// Base64 or hexadecimal text with mixed letters and digits, longer than any name in the templates.
    /// </summary>
    [GeneratedRegex(
        @"(?=[A-Za-z0-9+/_]*[0-9][A-Za-z0-9+/_]*[0-9])(?=[A-Za-z0-9+/_]*[A-Za-z][0-9])[A-Za-z0-9+/_]{24,}={0,2}",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex LooksRandom();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,}\.|[?&]sig=|-----BEGIN ", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();

    [GeneratedRegex(
        "(secret|password|passphrase|pwd|apiKey|accessKey|signingKey|accountKey|sasToken|connectionString)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex SecretName();
}
