"""Where the service is and the token, in the configuration of the user's profile (registrymodifications.xcu)."""

from com.sun.star.beans import PropertyValue

_NODE = "/ru.letterkit.Settings/Service"


def read(context):
    """(address, token)."""
    node = _open(context, "com.sun.star.configuration.ConfigurationAccess")
    return node.Address, node.Token


def write(context, address, token):
    """Keeps them for this user."""
    node = _open(context, "com.sun.star.configuration.ConfigurationUpdateAccess")
    node.Address, node.Token = address.strip(), token.strip()
    node.commitChanges()


def _open(context, access):
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    return provider.createInstanceWithArguments(access, (PropertyValue("nodepath", 0, _NODE, 0),))
