#!/bin/sh
# Creates the app's keys in the key vault where they are missing: create-keys.sh RESOURCE_GROUP VAULT. A key that exists
# stays as it is, and no key is shown. It goes through Resource Manager, which answers also if the vault has only
# private endpoints. It needs az, signed in with a right to write the vault, and openssl.
set -eu
group=$1 vault=$2
umask 077 # only the owner reads the file below
body=$(mktemp)
trap 'rm -f "$body"' EXIT

subscription=$(az account show --query id --output tsv)
secrets="https://management.azure.com/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets"
version='api-version=2024-11-01'
for name in receipt-signing-keys integrity-keys; do
  # The list, because a failed request for one secret would not tell whether the secret is missing.
  found=$(az rest --method get --url "$secrets?$version" --query "length(value[?ends_with(id, '/secrets/$name')])" --output tsv)
  case $found in
    0)
      printf '{"properties":{"value":"%s"}}' "$(openssl rand -base64 32)" > "$body"
      az rest --method put --url "$secrets/$name?$version" --body "@$body" --output none
      echo "$name was created in $vault."
      ;;
    1) echo "$name is in $vault already." ;;
    *) echo "The secrets of $vault cannot be listed: $found" >&2; exit 1 ;;
  esac
done
