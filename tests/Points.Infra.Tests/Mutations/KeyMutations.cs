using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="KeyRules"/>.</summary>
internal static class KeyMutations
{
    private const string Monitoring = "infra/modules/monitoring.bicep";
    private const string Identity = "infra/modules/identity.bicep";
    private const string Secrets = "No_text_looks_like_a_secret";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "Cosmos DB accepts keys",
                "Cosmos_DB_takes_no_keys",
                "infra/modules/cosmos.bicep",
                "disableLocalAuth: true",
                "disableLocalAuth: false",
                "infra/modules/cosmos.bicep("
            ),
            new(
                "Service Bus accepts keys",
                "Service_Bus_takes_no_keys",
                "infra/modules/service-bus.bicep",
                "    disableLocalAuth: true\n",
                Replacement: "",
                "is not set"
            ),
            new(
                "Application Insights accepts keys",
                "Application_Insights_takes_no_keys",
                Monitoring,
                "DisableLocalAuth: true",
                "DisableLocalAuth: false",
                "DisableLocalAuth of applicationInsights"
            ),
            new(
                "the host's storage accepts shared keys",
                "No_storage_account_takes_shared_keys",
                "infra/modules/storage.bicep",
                "allowSharedKeyAccess: false",
                "allowSharedKeyAccess: true",
                "infra/modules/storage.bicep("
            ),
            new(
                "the archive accepts shared keys under a condition",
                "No_storage_account_takes_shared_keys",
                "infra/modules/archive.bicep",
                "allowSharedKeyAccess: false",
                "allowSharedKeyAccess: lockImmutability",
                "infra/modules/archive.bicep("
            ),
            new(
                "the vault uses access policies",
                "Key_Vault_uses_roles_only",
                "infra/modules/key-vault.bicep",
                "enableRbacAuthorization: true",
                "enableRbacAuthorization: false",
                "enableRbacAuthorization of vault"
            ),
            new(
                "publishing with a password is allowed",
                "Nobody_publishes_with_a_password",
                "infra/modules/functions.bicep",
                "name: 'scm'\n    properties: {\n      allow: false",
                "name: 'scm'\n    properties: {\n      allow: true",
                "publishing by scm is allowed"
            ),
            new(
                "no policy covers publishing by FTP",
                "Nobody_publishes_with_a_password",
                "infra/modules/functions.bicep",
                "name: 'ftp'",
                "name: 'other'",
                "publishing by ftp"
            ),
            new(
                "keys are listed",
                "No_keys_are_listed",
                "infra/modules/cosmos.bicep",
                Original: "",
                "var all = account.listKeys()\n",
                "listKeys returns keys"
            ),
            new(
                "keys are listed by a resource's id",
                "No_keys_are_listed",
                "infra/modules/cosmos.bicep",
                Original: "",
                "var all = listConnectionStrings(account.id, '2024-11-15')\n",
                "listConnectionStrings returns keys"
            ),
            new(
                "a connection string has an account's key",
                "No_connection_string_has_a_key",
                "infra/modules/storage.bicep",
                Original: "",
                "var text = 'DefaultEndpointsProtocol=https;AccountName=${name};AccountKey=${location}'\n",
                "a connection string with a key"
            ),
            new(
                "a connection string has a shared key",
                "No_connection_string_has_a_key",
                "infra/modules/service-bus.bicep",
                Original: "",
                "var text = 'Endpoint=sb://${name};SharedAccessKey=${location}'\n",
                "a connection string with a key"
            ),
            new(
                "a template contains a key",
                Secrets,
                Identity,
                Original: "",
                "var text = 'q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq83='\n",
                "this looks like a key"
            ),
            new(
                "a template contains a token",
                Secrets,
                Identity,
                Original: "",
                "var text = 'eyJhbGciOiJub25lIn0.e30.'\n",
                "this looks like a key"
            ),
            new(
                "a template contains a short secret",
                Secrets,
                Identity,
                Original: "",
                "var settings = {\n  gatewaySecret: 'swordfish'\n}\n",
                "gatewaySecret has a literal value"
            ),
            new(
                "a password has a default",
                Secrets,
                Identity,
                Original: "",
                "@secure()\n@description('A password.')\nparam password string = 'swordfish'\n",
                "password has a literal value"
            ),
            new(
                "a secret parameter is not secure",
                "A_parameter_that_is_named_like_a_secret_is_secure",
                Identity,
                Original: "",
                "@description('A key.')\nparam smsSigningKey string = ''\n",
                "smsSigningKey is named like a secret"
            ),
            new(
                "an output is a secret",
                "No_output_reveals_a_secret",
                Identity,
                Original: "",
                "@description('A key.')\noutput signingKey string = name\n",
                "the output signingKey reveals a secret"
            ),
            new(
                "an output reveals a secure parameter",
                "No_output_reveals_a_secret",
                Identity,
                Original: "",
                "@secure()\n@description('A word.')\nparam word string = ''\n\n"
                    + "@description('A word.')\noutput sentence string = 'It is ${word}.'\n",
                "the output sentence reveals a secret"
            ),
        ];
}
