# letterkit: set-up and the daily commands. One target, `setup`, prepares everything and does nothing when nothing changed.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
ROOT := $(shell [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && echo yes)

# The first of these that is Python 3.11–3.13 is used; PYTHON=… names another. The system's own comes first: Debian builds it
# with what a run has shown to be hot, which makes checks a tenth faster than with a Python built by hand.
PYTHON ?= $(shell for each in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 \
	&& { echo $$each; break; }; done)

PUBLIC := var/public-templates
VALIDATORS := var/validators
GENERATORS := var/generators
WORD := var/word

.PHONY: setup client demo test test-all test-fast serve bench accuracy languagetool oxt office-js lint docs pictures teach constraints wheel deb bundle clean

setup: $(VENV)/system.stamp $(VENV)/python.stamp $(VENV)/front-end.stamp

demo: setup
	@$(BIN)/letterkit draft templates/samples/demo.yml --reply by_date -o var/demo || [ $$? -eq 3 ] # 3: no LibreOffice, said above

# Tests begin some hundred processes: without files of bytecode each would compile every module anew.
TIMED := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python tests/timed.py
TEST_NEEDS := setup $(VENV)/dev.stamp $(VENV)/test-tools.stamp $(WORD)/.stamp

# What must hold before a change lands: each part of the product at work, with the real LibreOffice, PostgreSQL, browser.
test: $(TEST_NEEDS)
	@$(TIMED) $(TEST_EXPECTED)

# Everything there is: all of it on PostgreSQL too, every journey in the browser, killed workers, other people's templates.
test-all: $(TEST_NEEDS) $(PUBLIC)/.stamp $(VALIDATORS)/.stamp $(GENERATORS)/.stamp
	@$(TIMED) --everything

# The rooms that need nothing but Python, without what is slow there: for between two changes.
FAST := $(addprefix tests/,core russian ooxml deadlines tables compose reading reports checks test_names.py)
test-fast: setup $(VENV)/dev.stamp
	@$(TIMED) -m "not office and not server and not browser and not slow" $(FAST)

serve: setup
	@$(BIN)/letterkit serve --demo

bench: setup $(VENV)/dev.stamp
	@$(BIN)/letterkit bench
	@$(BIN)/python bench/rivals/compare.py
	@$(BIN)/python bench/runs/batches.py
	@$(BIN)/python bench/runs/pages.py

# The figures of accuracy and their page: make accuracy PUBLIC=… measures a folder of public sets too. Takes minutes.
accuracy: setup
	@$(BIN)/letterkit bench accuracy $(if $(PUBLIC),--public $(PUBLIC)) --figures docs/accuracy.json --format markdown -o docs/accuracy.md

# The weights of the tagger anew, from a folder of edited texts: make teach CORPUS=…; hours, see docs/models.md.
teach: setup $(VENV)/teach.stamp
	@[ -n "$(CORPUS)" ] || { echo "Укажите папку с текстами: make teach CORPUS=папка"; exit 3; }
	@$(BIN)/python -m bench.teach $(CORPUS) var/teach

# Pictures of README.md and of the guide, from the demo register; needs Chromium too.
pictures: setup $(VENV)/dev.stamp
	@$(BIN)/python docs/pictures.py

lint: setup $(VENV)/dev.stamp
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q . && $(BIN)/mypy && $(BIN)/lint-imports --no-logo && $(BIN)/deptry . && $(BIN)/python docs/generate.py --check

docs: setup $(VENV)/dev.stamp
	@$(BIN)/python docs/generate.py

# Debian's python3-uno brings soffice without Writer: such a one prints nothing.
HAS_WRITER = $(call has_part,libswlo.so)
# Without Math it prints a letter and leaves its formulas out.
HAS_MATH = $(call has_part,libsmlo.so)
has_part = { office=$$(command -v soffice) && office=$$(dirname "$$(readlink -f "$$office")") \
	&& { [ -e "$$office/$(1)" ] || [ ! -e "$$office/libmergedlo.so" ]; }; }

# What the system's package manager gives. Without root it says what will be missing and goes on.
$(VENV)/system.stamp: Makefile
	@mkdir -p $(VENV)
	@if [ -n "$(ROOT)" ]; then \
		wanted=""; \
		$(HAS_WRITER) || wanted="$$wanted libreoffice-writer-nogui"; \
		$(HAS_MATH) || wanted="$$wanted libreoffice-math-nogui"; \
		ls /usr/share/fonts/truetype/liberation*/LiberationSerif-Regular.ttf >/dev/null 2>&1 || wanted="$$wanted fonts-liberation"; \
		ls /usr/share/fonts/truetype/paratype/PTF55F.ttf >/dev/null 2>&1 || wanted="$$wanted fonts-paratype"; \
		[ -n "$(PYTHON)" ] || wanted="$$wanted python3"; \
		$(or $(PYTHON),python3) -c 'import ensurepip, venv' >/dev/null 2>&1 || wanted="$$wanted python3-venv"; \
		if [ -n "$$wanted" ]; then \
			echo "Устанавливаю:$$wanted"; \
			{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$wanted; } >$(VENV)/system.log 2>&1 \
			|| echo "Не удалось установить:$$wanted (подробности — $(VENV)/system.log). Работаю с тем, что есть."; \
		fi; \
	fi
	@$(HAS_WRITER) || echo "Нет LibreOffice: не будет PDF, счёта страниц и писем .doc, .odt, .rtf. Установите libreoffice-writer-nogui."
	@$(HAS_MATH) || echo "Нет LibreOffice Math: формулы писем не печатаются. Установите libreoffice-math-nogui."
	@ls /usr/share/fonts/truetype/liberation*/LiberationSerif-Regular.ttf >/dev/null 2>&1 \
		|| echo "Нет шрифта Liberation Serif: страницы будут не такими, как с Times New Roman. Установите fonts-liberation."
	@touch $@

$(VENV)/python.stamp: constraints.txt pyproject.toml | $(VENV)/system.stamp
	@python="$(PYTHON)"; [ -n "$$python" ] || python=python3; \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 \
		|| { echo "Нужен Python 3.11, 3.12 или 3.13. Установите его или укажите: make PYTHON=путь"; exit 3; }; \
	echo "Готовлю окружение Python (один раз, несколько минут)…"; \
	$$python -m venv $(VENV) \
		|| { echo "Не удалось создать окружение: установите python3-venv."; exit 3; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r constraints.txt \
		&& $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e . \
		|| { echo "Не удалось установить пакеты Python: проверьте связь с хранилищем пакетов и повторите."; exit 3; }
	@touch $@

# What tests, linters and the generated pages need besides.
$(VENV)/dev.stamp: constraints-dev.txt $(VENV)/python.stamp
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r constraints.txt -r constraints-dev.txt \
		|| { echo "Не удалось установить пакеты для тестов: проверьте связь с хранилищем пакетов и повторите."; exit 3; }
	@touch $@

# What the tagger is taught with.
$(VENV)/teach.stamp: constraints-teach.txt $(VENV)/python.stamp
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r constraints.txt -r constraints-teach.txt \
		|| { echo "Не удалось установить пакеты для обучения: проверьте связь с хранилищем пакетов и повторите."; exit 3; }
	@touch $@

# What pages look like and how they answer at once; without npm they are plain and work all the same.
FRONT := webui/frontend
$(VENV)/front-end.stamp: $(FRONT)/package.json $(FRONT)/package-lock.json $(FRONT)/build.mjs $(wildcard $(FRONT)/src/*) | $(VENV)/system.stamp
	@if ! command -v npm >/dev/null 2>&1; then \
		echo "Нет npm: страницы веб-интерфейса будут без оформления, но работать будут. Установите npm и повторите."; \
	elif ! { cd $(FRONT) && npm ci --silent --no-audit --no-fund && npm run --silent build; } >$(abspath $(VENV))/front-end.log 2>&1; then \
		echo "Оформление веб-интерфейса не собралось (подробности — $(VENV)/front-end.log): страницы будут без него."; \
	fi
	@touch $@

# Only tests measure pages with poppler, and only they start a PostgreSQL, a Redis and a Dovecot of their own. Tesseract, which reads
# scanned appeals, and OpenSSL's engine, which checks signatures by GOST, are for whoever has such: without them the product
# says what to install or what it could not check.
$(VENV)/test-tools.stamp: Makefile | $(VENV)/system.stamp
	@if [ -n "$(ROOT)" ]; then \
		wanted=""; \
		command -v pdftotext >/dev/null 2>&1 || wanted="$$wanted poppler-utils"; \
		ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$$wanted postgresql"; \
		command -v redis-server >/dev/null 2>&1 || wanted="$$wanted redis-server"; \
		tesseract --list-langs 2>/dev/null | grep -qx rus || wanted="$$wanted tesseract-ocr tesseract-ocr-rus"; \
		[ -x /usr/sbin/dovecot ] || wanted="$$wanted dovecot-imapd"; \
		[ -x /usr/sbin/slapd ] || wanted="$$wanted slapd"; \
		openssl engine gost >/dev/null 2>&1 || wanted="$$wanted openssl libengine-gost-openssl"; \
		/usr/bin/python3 -c 'import uno' >/dev/null 2>&1 || wanted="$$wanted python3-uno"; \
		[ -z "$$wanted" ] \
			|| { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$wanted; } >>$(VENV)/system.log 2>&1 || true; \
	fi
	@command -v pdftotext >/dev/null 2>&1 || echo "Нет poppler-utils: тесты, которые сверяют места слов на странице, будут пропущены."
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo "Нет PostgreSQL: тесты базы данных пройдут только на SQLite. Установите postgresql."
	@tesseract --list-langs 2>/dev/null | grep -qx rus \
		|| echo "Нет tesseract с русским языком: тесты сканов и фотографий будут пропущены. Установите tesseract-ocr-rus."
	@openssl engine gost >/dev/null 2>&1 || echo "Нет алгоритмов ГОСТ для OpenSSL: тесты подписей по ГОСТ будут пропущены. Установите libengine-gost-openssl."
	@[ -x /usr/sbin/slapd ] || echo "Нет slapd: тесты каталога сотрудников будут пропущены. Установите slapd."
	@[ -x /usr/sbin/dovecot ] || echo "Нет Dovecot: тесты почты будут пропущены. Установите dovecot-imapd."
	@/usr/bin/python3 -c 'import uno' >/dev/null 2>&1 || echo "Нет python3-uno: тесты расширения LibreOffice будут пропущены."
	@command -v redis-server >/dev/null 2>&1 || echo "Нет Redis: тесты очереди на нём будут пропущены. Установите redis-server."
	@touch $@

# Templates that docxtpl's authors try it on, in a package of theirs pinned by its hash; nothing of it is kept here.
$(PUBLIC)/.stamp: tests/hostile/public-templates.txt | $(VENV)/python.stamp
	@mkdir -p $(PUBLIC)
	@if $(BIN)/python -m pip download -qq --disable-pip-version-check --no-deps --no-binary :all: --no-build-isolation \
		--require-hashes -r $< -d $(PUBLIC) >$(VENV)/public-templates.log 2>&1; then \
		touch $@; \
	else \
		echo "Чужие шаблоны для тестов не скачались (подробности — $(VENV)/public-templates.log): их тесты будут пропущены."; \
	fi

# Validators of PDF/A, PDF/UA and Word files, from Maven Central by a pinned pom; only tests ask them.
$(VALIDATORS)/.stamp: tests/validators/pom.xml
	@if ! command -v mvn >/dev/null 2>&1 || ! command -v java >/dev/null 2>&1; then \
		echo "Нет Maven или Java: тесты PDF/A, PDF/UA и схем Word будут пропущены."; \
	elif mkdir -p $(VALIDATORS) && rm -rf $(VALIDATORS)/lib && \
		mvn -q -B -f $< dependency:copy-dependencies -DoutputDirectory="$(abspath $(VALIDATORS))/lib"; then \
		touch $@; \
	else \
		rm -rf $(VALIDATORS)/lib; \
		echo "Maven не скачал валидаторы (32 МБ): тесты PDF/A, PDF/UA и схем Word будут пропущены."; \
	fi

# What makes clients out of the API's description: the package of clients/python, and those whose work the tests prove.
OPENAPI_GENERATOR := org.openapitools:openapi-generator-cli:7.17.0
$(GENERATORS)/.stamp: clients/generators.txt clients/package-lock.json | $(VENV)/python.stamp
	@mkdir -p $(GENERATORS)
	@if ! command -v npm >/dev/null 2>&1 || ! command -v mvn >/dev/null 2>&1 || ! command -v java >/dev/null 2>&1; then \
		echo "Нет npm, Maven или Java: тесты клиентов API будут пропущены."; \
	elif $(BIN)/python -m venv $(GENERATORS)/python \
		&& $(GENERATORS)/python/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r clients/generators.txt \
		&& cp clients/package.json clients/package-lock.json $(GENERATORS) \
		&& (cd $(GENERATORS) && npm ci --silent --no-audit --no-fund) \
		&& mvn -q -B dependency:copy -Dartifact=$(OPENAPI_GENERATOR) -Dmdep.stripVersion -DoutputDirectory="$(abspath $(GENERATORS))"; then \
		touch $@; \
	else \
		echo "Генераторы клиентов не скачались (55 МБ): тесты клиентов API будут пропущены."; \
	fi

# clients/python anew, after a change of the API.
client: setup $(GENERATORS)/.stamp
	@$(BIN)/python clients/generate.py $(GENERATORS)/python/bin/openapi-python-client

# What Microsoft publishes for the tests of add-ins: types of Office.js, a stand-in for Word.
WORD_TESTS := tests/webui/plugins/word
$(WORD)/.stamp: $(WORD_TESTS)/package.json $(WORD_TESTS)/package-lock.json
	@mkdir -p $(WORD) && cp $^ $(WORD)
	@if command -v npm >/dev/null 2>&1 && (cd $(WORD) && npm ci --silent --ignore-scripts --no-audit --no-fund); then \
		touch $@; \
	else \
		rm -rf $(WORD)/node_modules; \
		echo "Нет npm или связи с ним: тесты надстройки Word будут пропущены."; \
	fi

# A LanguageTool server of our own, from Maven Central by a pinned pom; without it the embedded engine does the job.
LT_HOME := var/languagetool
LT_POM := letterkit/language/languagetool/pom.xml
languagetool: $(LT_HOME)/.stamp
$(LT_HOME)/.stamp: $(LT_POM)
	@if ! command -v mvn >/dev/null 2>&1 || ! command -v java >/dev/null 2>&1; then \
		echo "Нет Maven или Java: сервер LanguageTool не установлен, язык проверит встроенный движок."; \
	elif mkdir -p $(LT_HOME) && rm -rf $(LT_HOME)/lib.new && \
		mvn -q -B -f $(LT_POM) dependency:copy-dependencies -DoutputDirectory="$(abspath $(LT_HOME))/lib.new"; then \
		rm -rf $(LT_HOME)/lib && mv $(LT_HOME)/lib.new $(LT_HOME)/lib && touch $@; \
	else \
		rm -rf $(LT_HOME)/lib.new; \
		echo "Maven не скачал LanguageTool: нет связи или места (нужно 260 МБ); язык проверит встроенный движок."; \
	fi

# The pins of every package with their hashes: what runs the product, and what only its tests and linters need besides; needs uv.
COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
constraints:
	$(COMPILE) -o constraints.txt
	$(COMPILE) -o constraints-dev.txt --extra dev -c constraints.txt \
		$$(sed -n 's/^\([a-z0-9-]*\).*==.*/--no-emit-package \1/p' constraints.txt | sort -u)
	$(COMPILE) -o constraints-teach.txt --extra teach -c constraints.txt \
		$$(sed -n 's/^\([a-z0-9-]*\).*==.*/--no-emit-package \1/p' constraints.txt | sort -u)
	@sed -i '/^# The following packages were excluded/,$$d' constraints-dev.txt constraints-teach.txt

# The extension of LibreOffice as a file; the service gives it out itself, with its address in it.
oxt: setup
	@mkdir -p var && $(BIN)/python -c "from webui.plugins.extension import make_extension as made; open('var/letterkit.oxt', 'wb').write(made())"
	@echo var/letterkit.oxt

# Office.js for the add-in of Word: 12 MB from npm, pinned by its hash. Whoever takes it agrees to Microsoft's terms for it.
OFFICE_JS := webui/static/dist/office
OFFICE_FILES := office.js o15apptofilemappingtable.js word-*-16.0?.js ru-ru en-us
office-js: setup
	@command -v npm >/dev/null 2>&1 || { echo "Нет npm: установите npm и повторите."; exit 3; }
	@cd plugins/word && npm ci --silent --no-audit --no-fund
	@mkdir -p $(OFFICE_JS) && cd plugins/word/node_modules/@microsoft/office-js && cp LICENSE.md "$(abspath $(OFFICE_JS))" \
		&& cd dist && cp -r $(OFFICE_FILES) "$(abspath $(OFFICE_JS))" \
		&& find "$(abspath $(OFFICE_JS))" -name '*.debug.js' -delete && rm -rf "$(abspath plugins/word/node_modules)"

# What is given out, in dist/: a wheel with all that the product has of its own, a .deb for this release of Debian, and one file
# for machines without a network. Packages of others are built once, by the pins of constraints.txt.
DIST := dist
WHEELS := build/wheels
wheel: setup
	@[ -f webui/static/dist/app.css ] || { echo "Нет оформления страниц: установите npm и повторите make setup."; exit 3; }
	@rm -rf build/lib build/bdist.* $(DIST)/letterkit-*.whl $(WHEELS)/letterkit-*.whl
	@$(BIN)/python -m pip wheel -qq --no-deps --no-build-isolation -w $(DIST) . && rm -rf build/lib build/bdist.*
	@mkdir -p $(WHEELS) && cp $(DIST)/letterkit-*.whl $(WHEELS) && ls $(DIST)/letterkit-*.whl

$(WHEELS)/.stamp: constraints.txt | $(VENV)/python.stamp
	@rm -rf $(WHEELS) && $(BIN)/python -m pip wheel -qq --require-hashes -r constraints.txt -w $(WHEELS) && touch $@

deb: $(WHEELS)/.stamp wheel
	@PYTHON=$(abspath $(BIN))/python docs/deploy/debian/build.sh $(WHEELS) $(DIST)

bundle: $(WHEELS)/.stamp wheel
	@PYTHON=$(abspath $(BIN))/python docs/deploy/bundle/build.sh $(WHEELS) $(DIST)

clean:
	rm -rf $(VENV) var build $(DIST) *.egg-info
