"""The tests are a package, since a namespace would give way to any package of that name that a library installs."""
